import type { Instant } from '../clock.ts';
import type { Json, Taking } from './posting.ts';

/** One award and its remaining points. */
export interface Lot {
  readonly id: string;
  /** The transaction that opened it. */
  readonly transactionId: string;
  readonly amount: number;
  /** 0 … amount. */
  readonly remaining: number;
  /** Expired points that no return has counted as taken back. */
  readonly expired: number;
  /** False while its points are pending. */
  readonly released: boolean;
  readonly availableAt: Instant;
  /** First moment after expiry; null is never. */
  readonly expiresAt: Instant | null;
  /** When the member earned it. The life of the points counts from here. */
  readonly earnedAt: Instant;
  /** When it was booked. */
  readonly awardedAt: Instant;
  /** JSON of the caller: purchase, rule versions. Moves with the lot in transfers. */
  readonly source: Json;
  /** The lot of another wallet in which the points began, if a merge of two members moved them. */
  readonly origin?: string | null;
}

const ownExpiry = 'ownExpiry';

/** Marks the source of a lot whose rule says how long its points live. It stays with the lot wherever it moves. */
export const withOwnExpiry = (source: Json): Json =>
  typeof source === 'object' && source !== null && !Array.isArray(source)
    ? { ...source, [ownExpiry]: true }
    : { source, [ownExpiry]: true };

/** Whether its rule says how long its points live: activity does not extend them. */
export const hasOwnExpiry = ({ source }: Pick<Lot, 'source'>): boolean =>
  typeof source === 'object' && source !== null && ownExpiry in source;

export type HoldState = 'active' | 'captured' | 'released' | 'timed-out';

export interface Hold {
  readonly id: string;
  readonly transactionId: string;
  readonly points: number;
  readonly expiresAt: Instant;
  readonly state: HoldState;
  readonly takings: readonly Taking[];
  readonly place: Place;
}

/** Position of a transaction in the booking order of its wallet. */
export type Place = number;

/** What one return could neither take back nor turn into debt. */
export interface Forgiveness {
  /** Of the return. */
  readonly id: string;
  readonly points: number;
  /** The part not yet settled: 0 … points. */
  readonly open: number;
  readonly place: Place;
}

/**
 * Earliest expiry first, never-expiring last, ties by oldest award. In SQL: `order by expires_at nulls last,
 * awarded_at, id`.
 */
export function consumptionOrder(a: Lot, b: Lot): number {
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1;
    if (b.expiresAt === null) return -1;
    return a.expiresAt - b.expiresAt;
  }
  if (a.awardedAt !== b.awardedAt) return a.awardedAt - b.awardedAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** When the lot changes next by time alone: its release, then its expiry; null is never. */
export function lotDueAt(lot: Lot): Instant | null {
  if (lot.remaining === 0) return null;
  if (!lot.released) return lot.availableAt;
  if (lot.expiresAt === null) return null;
  // An award booked after its expiry, as in imports, expires when it is booked and not before it existed.
  return Math.max(lot.expiresAt, lot.availableAt, lot.awardedAt);
}

/** How the points are taken from the lots in the given order; less than `points` if the lots have too few. */
export function takingsFrom(lots: readonly Lot[], points: number): Taking[] {
  const takings: Taking[] = [];
  let missing = points;
  for (const lot of lots) {
    if (missing === 0) break;
    const taken = Math.min(lot.remaining, missing);
    if (taken === 0) continue;
    takings.push({ lotId: lot.id, points: taken });
    missing -= taken;
  }
  return takings;
}

export function sumOf(takings: readonly Taking[]): number {
  return takings.reduce((sum, taking) => sum + taking.points, 0);
}
