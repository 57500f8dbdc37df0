import type { Instant, MatchedReturn } from '@regulars/loyalty';
import type { ClubError } from '../../platform/club-error.ts';
import type { LocationRecord } from '../club/index.ts';
import type { CountedNumber } from './returnables.repository.ts';

/** Goods of one article that came back. */
export interface GoodsBack {
  /** Numbers of receipts that may be of their purchase, the likeliest first. */
  readonly receipts: readonly string[];
  /** The purchase and the index of its line, if they are known. */
  readonly from?: { readonly purchase: string; readonly line: number };
  readonly sku: string | null;
  readonly name: string | null;
  /** Thousandths. */
  readonly quantity: number;
  /** What the customer got, in gross minor units. */
  readonly amount: number;
}

/** A past return as a log tells it: its goods may be of several purchases. */
export interface PastReturn {
  readonly location: LocationRecord;
  /** Its own number. */
  readonly number: string;
  readonly returnedAt: Instant;
  readonly memberId: string | null;
  readonly currency: string;
  readonly goods: readonly GoodsBack[];
}

export interface BookedReturn {
  readonly id: string;
  readonly purchaseId: string;
  /** What was taken back, in gross minor units. */
  readonly amount: number;
}

/** What became of a past return. */
export type PastReturnResult =
  | { readonly refused: ClubError }
  /** It had counted before. */
  | { readonly counted: true }
  | {
      readonly booked: readonly BookedReturn[];
      /** What each of the goods cost in its purchase; null for goods without a purchase. */
      readonly costs: readonly (number | null)[];
    };

/** The goods of one purchase in a past return. */
export interface PartOfReturn {
  /** Index of the return. */
  readonly past: number;
  readonly number: string;
  readonly match: MatchedReturn;
}

/** A return has a number for each of its purchases: `C 12`, `C 12 (2)`. */
const mostParts = 50;

const numberOf = (number: string, part: number): string => (part === 0 ? number : `${number} (${part + 1})`);

export const numbersOf = ({ location, number }: PastReturn): { locationId: string; number: string }[] =>
  Array.from({ length: mostParts }, (_, part) => ({
    locationId: location.id,
    number: numberOf(number, part),
  }));

/** The numbers that returns may still have. */
export class FreeNumbers {
  readonly #counted: ReadonlyMap<string, number>;
  readonly #used = new Set<string>();

  constructor(counted: readonly CountedNumber[]) {
    this.#counted = new Map(
      counted.map((one) => [keyOf(one.location_id, one.receipt_number), one.returned_at.getTime()]),
    );
  }

  /** A return of this number and moment is stored. */
  hasCounted(past: PastReturn): boolean {
    return numbersOf(past).some(
      ({ locationId, number }) => this.#counted.get(keyOf(locationId, number)) === past.returnedAt,
    );
  }

  /** The next one; undefined if all are taken. */
  next(past: PastReturn): string | undefined {
    const free = numbersOf(past).find(({ locationId, number }) => {
      const key = keyOf(locationId, number);
      return !this.#counted.has(key) && !this.#used.has(key);
    });
    if (free) this.#used.add(keyOf(free.locationId, free.number));
    return free?.number;
  }
}

const keyOf = (locationId: string, number: string): string => `${locationId} ${number}`;
