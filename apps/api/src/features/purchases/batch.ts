import { localDateOf, type Instant, type Period } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { refuseSelfService, type OpenWallets } from '../points/index.ts';
import { alreadyCounted } from './already-counted.ts';
import type { BatchItem } from './batch-intake.ts';
import { assertBuyer } from './buyer.ts';
import type { CapDays, StoredContext } from './context.ts';
import { post, type HouseRules, type Posting } from './posting.ts';
import type { Patron } from './reward.ts';
import { RunningMembers } from './running-members.ts';

export interface Recorded {
  readonly purchaseId: string;
  readonly memberId: string | null;
  readonly earned: number;
}
/** What became of one purchase of many. */
export type Outcome = { readonly recorded: Recorded } | { readonly refused: ClubError };

export interface TimedItem extends BatchItem {
  /** When it is booked. */
  readonly at: Instant;
  /** Whose status credit counts then. */
  readonly period: Period;
  readonly caps: readonly CapDays[];
}

export interface BatchTerms {
  readonly actor: Actor;
  readonly house: HouseRules;
  readonly context: StoredContext;
  readonly wallets: OpenWallets;
}

/** Decides the purchases of a batch one after the other, each with what the earlier ones did to its member. */
export class Batch {
  readonly postings: Posting[] = [];
  /** By the position in the list that was given. */
  readonly outcomes = new Map<number, Outcome>();
  readonly #terms: BatchTerms;
  readonly #members: RunningMembers;
  readonly #receipts = new Map<string, string>();

  constructor(items: readonly TimedItem[], terms: BatchTerms) {
    this.#terms = terms;
    this.#members = new RunningMembers(terms.context);
    items.forEach((item, index) => this.outcomes.set(item.position, this.#decide(item, index)));
  }

  #decide(item: TimedItem, index: number): Outcome {
    try {
      const posting = this.#post(item, index);
      const memberId = posting.reward?.patron.buyer.memberId ?? null;
      const earned = posting.reward?.awarded.granted ?? 0;
      return { recorded: { purchaseId: posting.id, memberId, earned } };
    } catch (error) {
      if (error instanceof ClubError) return { refused: error };
      throw error;
    }
  }

  #post(item: TimedItem, index: number): Posting {
    const { house, context } = this.#terms;
    const { intake, at } = item;
    const receipt = JSON.stringify([intake.location.id, intake.receipt?.number]);
    const counted = context.facts[index]?.purchaseId ?? this.#receipts.get(receipt);
    if (counted) throw alreadyCounted(counted);
    const posting = post(newId(), intake, at, this.#patron(item, index), house);
    this.#receipts.set(receipt, posting.id);
    this.#members.note(posting, localDateOf(intake.purchasedAt, house.zone).toString());
    this.postings.push(posting);
    return posting;
  }

  #patron({ intake, at, period, caps }: TimedItem, index: number): Patron | null {
    const { actor, context, wallets } = this.#terms;
    const found = context.buyers[index];
    if (!intake.buyer || !found) return null;
    const buyer = assertBuyer(intake.buyer, found);
    const { memberId } = buyer;
    refuseSelfService(actor, memberId);
    const before = this.#members.before({ index, memberId, caps, period });
    return { buyer, wallet: wallets.at(memberId, at), ...before };
  }
}
