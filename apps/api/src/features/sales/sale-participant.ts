import type {
  Cause,
  ClubPointsPolicy,
  EarningPurchase,
  Instant,
  Json,
  MemberFacts,
  PurchaseHistory,
} from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { SalePart } from './sale-functions.ts';

/** A sale as participants see it: the goods, the buyer, and the member before the sale. */
export interface Sale {
  readonly purchaseId: string;
  readonly memberId: string | null;
  readonly bookedAt: Instant;
  readonly purchase: EarningPurchase;
  readonly facts: MemberFacts;
  /** Minor units. */
  readonly gross: number;
  /** What the club earned points on at that time. */
  readonly base: ClubPointsPolicy['base'];
  /**
   * The member's history as of this sale, read under the lock; null without a member and if nobody asked for
   * it.
   */
  readonly history: PurchaseHistory | null;
  /** What coupons and offers added to its points, by their ids. */
  readonly bonuses: readonly { readonly id: string; readonly points: number }[];
  /** Of the club's calendar. */
  readonly zone: string;
}

/** What participants need of the member's earlier purchases; the total number always comes with it. */
export interface HistoryNeed {
  /** Count and sum of the last n days, for each of these. */
  readonly windows?: readonly number[];
  /**
   * The purchases with their lines, of the last so many days or, null, of all time: for conditions, `pastDaysOf` says which.
   * Of each all, and of more than `conditionLimits.purchases` one more than those, which tells that they are too many.
   */
  readonly purchases?: readonly (number | null)[];
}

/** What the caller asks of participants, by name: a coupon code, a reserved reward. Only a checkout asks. */
export type SaleAsks = Readonly<Record<string, Json>>;

/** An effect that a participant gave to a sale, or would have given. */
export interface SaleEffect {
  /** The kind of effect: 'coupon', 'held-out' … Permanent, because it is stored. */
  readonly kind: string;
  /** The permanent reference of the effect: an id, with its version if any. Once per kind and sale. */
  readonly reference: string;
  readonly outcome: EffectOutcome;
  /** Why it did not apply, as a code; null where it did. */
  readonly reason: string | null;
  /** What it was worth, and whatever the participant needs for the return. `transactionId`: the points that it took. */
  readonly figures: { readonly [figure: string]: Json };
}

/** 'not-applied' is 'would have applied, but': later analysis needs both. */
export type EffectOutcome = 'applied' | 'not-applied';

export interface SaleDecision {
  readonly effects: readonly SaleEffect[];
  /** What the participant's own `writes` stores; in the one writing call of the sale. */
  readonly rows: readonly Json[];
  /** What happened besides the sale; stored with it. */
  readonly events?: readonly ClubEvent[];
}

/** A sale in which the participant has something to do, with what its `reads` answered for it. */
export interface SaleToDecide<Context = unknown> {
  readonly sale: Sale;
  readonly context: Context;
}

/** Goods of a sale came back, or the sale was undone. */
export interface SaleReturn<Recollection = unknown> {
  readonly purchaseId: string;
  readonly returnId: string;
  readonly memberId: string | null;
  readonly returnedAt: Instant;
  readonly bookedAt: Instant;
  /** Of the club's calendar. */
  readonly zone: string;
  /** The sale as it was; `remaining` says what of it counts as bought. */
  readonly purchase: EarningPurchase;
  /** Nothing of the sale remains. */
  readonly whole: boolean;
  /** Thousandths of each line that remain bought. */
  readonly remaining: readonly number[];
  /** What of this participant applied, and was not undone yet. */
  readonly effects: readonly Pick<SaleEffect, 'kind' | 'reference' | 'figures'>[];
  /** For `redo`: other effects that applied, whether returns have undone them or not. None for `undo`. */
  readonly others: readonly Pick<SaleEffect, 'kind' | 'reference' | 'figures'>[];
  /** What the participant's `recalls` answered for the purchase, under the locks; null for nothing. */
  readonly recalled: Recollection | null;
}

export interface SaleUndoing {
  /** The effects that are no more; those that stay for what remains bought are left out. */
  readonly undone: readonly Pick<SaleEffect, 'kind' | 'reference'>[];
  /** What the participant's own `undoes` stores; in the one writing call of the return. */
  readonly rows: readonly Json[];
  readonly events?: readonly ClubEvent[];
  /** Points that go back to their lots, by the transaction that took them: `transactionId` in the figures of an effect. */
  readonly pointsBack?: readonly PointsBack[];
}

export interface PointsBack {
  readonly transactionId: string;
  readonly cause: Cause;
}

export interface SaleRedoing {
  /** The effects that apply again. */
  readonly redone: readonly Pick<SaleEffect, 'kind' | 'reference'>[];
  /** What the participant's own `redoes` stores; in the one writing call of the reversal. */
  readonly rows: readonly Json[];
  readonly events?: readonly ClubEvent[];
}

/**
 * A feature that takes part in sales: coupons, offers, rewards at checkout. Registered while the feature is made:
 * `constructor(participants: SaleParticipants) { participants.register(this) }`; its `part` is in `database.ts`.
 * `decide` and `undo` are pure; what they need is read by the SQL function `reads` under the lock of the members' wallets.
 */
export interface SaleParticipant<Context = unknown, Recollection = unknown> {
  readonly part: SalePart;
  /** Whether it may have work now, from memory. While nobody has, sales ask no participant. Absent: always. */
  awaits?(): Promise<boolean>;
  /** The history of members that it needs now. Null or absent where nothing live needs any, which saves the reading. */
  history?(): HistoryNeed | null;
  /**
   * One decision for each sale, in their order: the order of booking, so that of many sales the later ones see what the
   * earlier ones used up. A ClubError refuses the sale, or the whole batch: what merely does not fit is 'not-applied'.
   */
  decide(sales: readonly SaleToDecide<Context>[]): readonly SaleDecision[];
  /** One for each return, in their order; only for sales in which something of the participant applied. */
  undo(returns: readonly SaleReturn<Recollection>[]): readonly SaleUndoing[];
  /**
   * A return was a mistake: `effects` are those that it had undone, and `remaining` is what counts as bought again.
   */
  redo(reversed: SaleReturn<Recollection>): SaleRedoing;
}
