import {
  figuresAfter,
  historyWith,
  isWithin,
  localDateOf,
  type CapUsage,
  type Instant,
  type KeptPurchase,
  type PersonFacts,
  type PurchaseHistory,
  type StoredFigures,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Budgets } from '../earning/index.ts';
import { refuseSelfService, type OpenWallets } from '../points/index.ts';
import type { Sale } from '../sales/index.ts';
import { bookedAfter, periodFound } from '../tiers/index.ts';
import {
  alreadyCounted,
  assertBuyer,
  type Buyer,
  type CapDays,
  type ClubTerms,
  type ContextRequest,
  type StoredContext,
} from './context.ts';
import { decide, saleOf, type BookedEarning, type DecidedPurchase } from './decision.ts';
import type { Intake } from './intake.ts';

export interface RecordedPurchase {
  readonly purchaseId: string;
  readonly memberId: string | null;
  readonly earned: number;
  /** In minor units. */
  readonly gross: number;
}
/** The result of one purchase in a batch. */
export type BulkResult = { readonly recorded: RecordedPurchase } | { readonly refused: ClubError };

export interface BatchItem {
  /** Position in the given list. */
  readonly position: number;
  readonly intake: Intake;
}
export interface RequestedItem extends BatchItem {
  readonly request: ContextRequest;
}

export interface BatchTerms {
  readonly actor: Actor;
  readonly club: ClubTerms;
  readonly context: StoredContext;
  readonly wallets: OpenWallets;
}

/**
 * Decides the purchases of a batch one after the other, each with the effects of the earlier ones on its
 * member.
 */
export class Batch {
  readonly decided: DecidedPurchase[] = [];
  /** By the index of the item. */
  readonly sales = new Map<number, Sale>();
  /** By the position in the list that was given. */
  readonly results = new Map<number, BulkResult>();
  readonly #terms: BatchTerms;
  readonly #members: RunningMembers;
  /** Of all purchases of the batch. */
  readonly budgets: Budgets;
  readonly #receipts = new Map<string, string>();

  constructor(items: readonly RequestedItem[], terms: BatchTerms) {
    this.#terms = terms;
    this.#members = new RunningMembers(terms.context, terms.club);
    this.budgets = new Budgets(terms.context);
    items.forEach((item, index) => this.results.set(item.position, this.#resultOf(item, index)));
  }

  #resultOf(item: RequestedItem, index: number): BulkResult {
    const { gross } = item.intake;
    try {
      const { id, earning } = this.#decide(item, index);
      const memberId = earning?.buyer.memberId ?? null;
      return { recorded: { purchaseId: id, memberId, earned: earning?.awarded.granted ?? 0, gross } };
    } catch (error) {
      if (error instanceof ClubError) return { refused: error };
      throw error;
    }
  }

  #decide({ intake, request }: RequestedItem, index: number): DecidedPurchase {
    const { club, context } = this.#terms;
    const receipt = JSON.stringify([intake.location.id, intake.receipt?.number]);
    const counted = context.facts[index]?.purchaseId ?? this.#receipts.get(receipt);
    if (counted) throw alreadyCounted(counted);
    const decided = decide(intake, this.#buyer(request, index), { ...club, ...request, id: newId() });
    this.#receipts.set(receipt, decided.id);
    this.#members.note(decided);
    this.budgets.give(request, decided.earning?.due.grants ?? []);
    this.decided.push(decided);
    this.sales.set(index, saleOf(decided, club.zone));
    return decided;
  }

  #buyer(request: ContextRequest, index: number): Buyer | null {
    const { actor, context, wallets } = this.#terms;
    const found = context.buyers[index];
    if (!request.buyer || !found) return null;
    const member = assertBuyer(request.buyer, found, wallets);
    const { memberId } = member;
    refuseSelfService(actor, memberId);
    const before = this.#members.before(memberId, request, index);
    const usage = [...before.usage, ...this.budgets.usage(request)];
    const shared = this.budgets.shared(request);
    return { ...member, wallet: wallets.at(memberId, request.bookedAt), ...before, usage, shared };
  }
}

interface Earlier extends KeptPurchase {
  readonly bookedAt: Instant;
  readonly localDay: string;
  readonly earning: BookedEarning;
}

/** What the earlier purchases of a batch changed for their members, in addition to what was stored. */
class RunningMembers {
  readonly #facts: StoredContext['facts'];
  readonly #history: ReadonlyMap<number, Omit<PurchaseHistory, 'purchases'>>;
  /** By member; null if nobody asks. */
  readonly #purchases: ReadonlyMap<string, readonly KeptPurchase[]> | null;
  readonly #figures: ReadonlyMap<string, StoredFigures>;
  readonly #people: ReadonlyMap<string, PersonFacts>;
  readonly #club: Pick<ClubTerms, 'zone' | 'reportingCurrency'>;
  readonly #usage = new Map<number, CapUsage[]>();
  readonly #earlier = new Map<string, Earlier[]>();

  constructor(context: StoredContext, club: Pick<ClubTerms, 'zone' | 'reportingCurrency'>) {
    const { facts, usage, history, purchasesBefore, figuresBefore, people } = context;
    this.#facts = facts;
    this.#club = club;
    this.#figures = new Map((figuresBefore ?? []).map((each) => [each.memberId, each]));
    this.#people = new Map((people ?? []).map((each) => [each.memberId, each]));
    this.#history = new Map((history ?? []).map((each) => [each.index, each]));
    this.#purchases = purchasesBefore && Map.groupBy(purchasesBefore, ({ memberId }) => memberId);
    for (const { index, ...used } of usage) this.#usage.set(index, [...(this.#usage.get(index) ?? []), used]);
  }

  before(
    memberId: string,
    { period: asked, caps, purchasedAt, buyerFacts }: ContextRequest,
    index: number,
  ): Pick<Buyer, 'tier' | 'credit' | 'period' | 'visited' | 'usage' | 'history' | 'person' | 'figures'> {
    const stored = this.#facts[index];
    if (!stored) throw new Error(`There is no purchase ${index} in this batch`);
    const period = periodFound(asked, stored.ownYear);
    const earlier = this.#earlier.get(memberId) ?? [];
    const counting = earlier.filter((each) => isWithin(period, Math.min(each.purchasedAt, each.bookedAt)));
    const history = this.#historyOf(memberId, index);
    const { zone, reportingCurrency } = this.#club;
    const day = localDateOf(purchasedAt, zone).toString();
    return {
      tier: bookedAfter(
        stored,
        earlier.flatMap(({ earning }) => earning.tierChanges),
      ),
      credit: counting.reduce((sum, { earning }) => sum + earning.gained, stored.credit),
      period,
      visited: stored.visited === true || earlier.some(({ localDay }) => localDay === day),
      usage: (this.#usage.get(index) ?? []).map((used) => {
        const cap = caps.find(({ ruleId, per }) => ruleId === used.ruleId && per === used.per);
        return cap ? { ...used, points: used.points + grantedWithin(earlier, cap) } : used;
      }),
      history: history ? historyWith(history, earlier, purchasedAt, zone) : null,
      person: buyerFacts?.person ? (this.#people.get(memberId) ?? null) : null,
      figures: buyerFacts?.figures
        ? figuresAfter(this.#figures.get(memberId) ?? null, earlier, reportingCurrency, zone)
        : null,
    };
  }

  #historyOf(memberId: string, index: number): PurchaseHistory | null {
    const history = this.#history.get(index);
    return history
      ? { ...history, purchases: this.#purchases && (this.#purchases.get(memberId) ?? []) }
      : null;
  }

  note({ id, intake, bookedAt, stored, earning }: DecidedPurchase): void {
    if (!earning) return;
    const { memberId } = earning.buyer;
    const earlier = this.#earlier.get(memberId) ?? [];
    const localDay = localDateOf(intake.purchasedAt, this.#club.zone).toString();
    const spent = intake.reporting?.gross ?? null;
    const purchase = { ...stored.purchase, id, spent };
    this.#earlier.set(memberId, [...earlier, { ...purchase, bookedAt, localDay, earning }]);
  }
}

const grantedWithin = (earlier: readonly Earlier[], { ruleId, from, until }: CapDays): number =>
  earlier
    .filter(({ localDay }) => (from === null || localDay >= from) && (until === null || localDay < until))
    .flatMap(({ earning }) => earning.due.grants)
    .reduce((sum, grant) => (grant.ruleId === ruleId ? sum + grant.points : sum), 0);
