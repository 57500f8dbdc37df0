import {
  historyWith,
  localDateOf,
  type CapUsage,
  type EarlierPurchase,
  type Instant,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { refuseSelfService, type OpenWallets } from '../points/index.ts';
import type { Sale } from '../sales/index.ts';
import {
  alreadyCounted,
  assertBuyer,
  type Buyer,
  type CapDays,
  type ClubTerms,
  type PurchaseAsked,
  type StoredContext,
} from './context.ts';
import { decide, saleOf, type BookedEarning, type DecidedPurchase } from './decision.ts';
import type { Intake } from './intake.ts';

export interface RecordedPurchase {
  readonly purchaseId: string;
  readonly memberId: string | null;
  readonly earned: number;
}
/** What became of one purchase of many. */
export type BulkResult = { readonly recorded: RecordedPurchase } | { readonly refused: ClubError };

export interface BatchItem {
  /** In the list that was given. */
  readonly position: number;
  readonly intake: Intake;
}
export interface AskedItem extends BatchItem {
  readonly asked: PurchaseAsked;
}

export interface BatchTerms {
  readonly actor: Actor;
  readonly club: ClubTerms;
  readonly context: StoredContext;
  readonly wallets: OpenWallets;
}

/** Decides the purchases of a batch one after the other, each with what the earlier ones did to its member. */
export class Batch {
  readonly decided: DecidedPurchase[] = [];
  /** By the index of the item. */
  readonly sales = new Map<number, Sale>();
  /** By the position in the list that was given. */
  readonly results = new Map<number, BulkResult>();
  readonly #terms: BatchTerms;
  readonly #members: RunningMembers;
  readonly #receipts = new Map<string, string>();

  constructor(items: readonly AskedItem[], terms: BatchTerms) {
    this.#terms = terms;
    this.#members = new RunningMembers(terms.context, terms.club.zone);
    items.forEach((item, index) => this.results.set(item.position, this.#resultOf(item, index)));
  }

  #resultOf(item: AskedItem, index: number): BulkResult {
    try {
      const { id, earning } = this.#decide(item, index);
      const memberId = earning?.buyer.memberId ?? null;
      return { recorded: { purchaseId: id, memberId, earned: earning?.awarded.granted ?? 0 } };
    } catch (error) {
      if (error instanceof ClubError) return { refused: error };
      throw error;
    }
  }

  #decide({ intake, asked }: AskedItem, index: number): DecidedPurchase {
    const { club, context } = this.#terms;
    const receipt = JSON.stringify([intake.location.id, intake.receipt?.number]);
    const counted = context.facts[index]?.purchaseId ?? this.#receipts.get(receipt);
    if (counted) throw alreadyCounted(counted);
    const decided = decide(intake, this.#buyer(asked, index), { ...club, ...asked, id: newId() });
    this.#receipts.set(receipt, decided.id);
    this.#members.note(decided);
    this.decided.push(decided);
    this.sales.set(index, saleOf(decided));
    return decided;
  }

  #buyer(asked: PurchaseAsked, index: number): Buyer | null {
    const { actor, context, wallets } = this.#terms;
    const found = context.buyers[index];
    if (!asked.buyer || !found) return null;
    const member = assertBuyer(asked.buyer, found);
    const { memberId } = member;
    refuseSelfService(actor, memberId);
    const before = this.#members.before(memberId, asked, index);
    return { ...member, wallet: wallets.at(memberId, asked.bookedAt), ...before };
  }
}

interface Earlier extends EarlierPurchase {
  readonly at: Instant;
  readonly localDay: string;
  readonly earning: BookedEarning;
}

/** What members have become by the earlier purchases of the same batch, on top of what was stored before it. */
class RunningMembers {
  readonly #facts: StoredContext['facts'];
  readonly #history: ReadonlyMap<number, NonNullable<Buyer['history']>>;
  readonly #zone: string;
  readonly #usage = new Map<number, CapUsage[]>();
  readonly #earlier = new Map<string, Earlier[]>();

  constructor({ facts, usage, history }: StoredContext, zone: string) {
    this.#facts = facts;
    this.#zone = zone;
    this.#history = new Map((history ?? []).map((each) => [each.index, each]));
    for (const { index, ...used } of usage) this.#usage.set(index, [...(this.#usage.get(index) ?? []), used]);
  }

  before(
    memberId: string,
    { period, caps, purchasedAt }: PurchaseAsked,
    index: number,
  ): Pick<Buyer, 'tierId' | 'credit' | 'usage' | 'history'> {
    const stored = this.#facts[index];
    if (!stored) throw new Error(`There is no purchase ${index} in this batch`);
    const earlier = this.#earlier.get(memberId) ?? [];
    const counting = earlier.filter(({ at }) => at >= period.from && at < period.until);
    const history = this.#history.get(index);
    const reached = earlier.findLast(({ earning }) => earning.tierChange !== null)?.earning.tierChange;
    return {
      tierId: reached?.to?.id ?? stored.tierId,
      credit: counting.reduce((sum, { earning }) => sum + earning.due.status, stored.credit),
      usage: (this.#usage.get(index) ?? []).map((used) => {
        const cap = caps.find(({ ruleId, per }) => ruleId === used.ruleId && per === used.per);
        return cap ? { ...used, points: used.points + grantedWithin(earlier, cap) } : used;
      }),
      history: history ? historyWith(history, earlier, purchasedAt, this.#zone) : null,
    };
  }

  note({ intake, bookedAt, earning }: DecidedPurchase): void {
    if (!earning) return;
    const { memberId } = earning.buyer;
    const earlier = this.#earlier.get(memberId) ?? [];
    const { purchasedAt, reporting } = intake;
    const localDay = localDateOf(purchasedAt, this.#zone).toString();
    const spent = reporting?.gross ?? 0;
    this.#earlier.set(memberId, [...earlier, { at: bookedAt, localDay, purchasedAt, spent, earning }]);
  }
}

const grantedWithin = (earlier: readonly Earlier[], { ruleId, from, until }: CapDays): number =>
  earlier
    .filter(({ localDay }) => (from === null || localDay >= from) && (until === null || localDay < until))
    .flatMap(({ earning }) => earning.due.grants)
    .reduce((sum, grant) => (grant.ruleId === ruleId ? sum + grant.points : sum), 0);
