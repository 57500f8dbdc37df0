import type { PurchaseReceipt } from '@regulars/contracts';
import {
  evaluate,
  explained,
  hasPriceBound,
  isWithin,
  measuredAfter,
  measureOf,
  ownLivesOf,
  rulesOfMember,
  rulesOfSale,
  saleSubject,
  storedEarning,
  tierGain,
  type Awarded,
  type Balances,
  type Earned,
  type PurchasePolicy,
  type EarningPurchase,
  type EarningRule,
  type Evaluation,
  type Explained,
  type FailedRule,
  type Grant,
  type Instant,
  type MemberFacts,
  type RulesOfSale,
  type SaleBuyer,
  type StoredEarning,
  type UnmetRule,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { causeOf, orRefuse, type PostingCause } from '../points/index.ts';
import type { Sale } from '../sales/index.ts';
import { bookedAfter, tierFacts, type Ladder, type TierChange } from '../tiers/index.ts';
import type { AskedRules, Buyer, ClubTerms } from './context.ts';
import type { Intake, PaidWithPoints } from './intake.ts';

/**
 * The part of the evaluation that is stored with the purchase. Its lines have rows of their own, and its rules never
 * change.
 */
export type KeptEvaluation = Pick<StoredEarning, 'facts' | 'policy' | 'headroom' | 'shared' | 'granted'> &
  AskedRules &
  Pick<EarningPurchase, 'bonuses'>;

/** What the member should get for a purchase. */
export interface EarningDue extends Earned {
  readonly purchasedAt: Instant;
  readonly availableAt: Instant | null;
  readonly grants: readonly Grant[];
  readonly explanation: readonly Explained[];
  readonly cause: PostingCause;
  /** False if all of it was returned before the member got it. */
  readonly stands: boolean;
}

/** What a purchase gave its member. */
export interface BookedEarning {
  readonly buyer: Buyer;
  readonly due: EarningDue;
  readonly bookedAt: Instant;
  readonly awarded: Awarded;
  readonly balances: Balances;
  /** What counts for the tier afterwards. */
  readonly credit: number;
  /** What it adds in the period of the purchase. */
  readonly gained: number;
  readonly tierChanges: readonly TierChange[];
}

/** A purchase with what it earned; nothing yet without a member. */
export interface DecidedPurchase {
  readonly id: string;
  readonly intake: Intake;
  readonly bookedAt: Instant;
  readonly stored: StoredEarning;
  /** Rules whose condition did not hold. */
  readonly unmet: readonly UnmetRule[];
  /** Rules that do not work. */
  readonly failed: readonly FailedRule[];
  readonly earning: BookedEarning | null;
  readonly payment: BookedPayment | null;
}

/** Points that left a lot, by the transaction that took them. */
export interface PaidTaking {
  readonly transactionId: string;
  readonly lotId: string;
  readonly points: number;
}

/** The points that paid for a purchase. */
export interface BookedPayment extends PaidWithPoints {
  readonly paid: readonly PaidTaking[];
}

export interface DecisionTerms extends ClubTerms {
  readonly id: string;
  readonly bookedAt: Instant;
  readonly rules: readonly EarningRule[];
}

/** Decides what a purchase earns and books it in the member's wallet. Throws `points-out-of-range`. */
export const decide = (intake: Intake, buyer: Buyer | null, terms: DecisionTerms): DecidedPurchase => {
  const { id, bookedAt, ladder } = terms;
  const purchase = earningPurchaseOf(intake);
  const facts = factsOf(buyer, ladder, bookedAt);
  const { met, unmet, failed } = rulesFor(terms.rules, purchase, buyer, terms);
  const policy = policyFor(intake, terms);
  const evaluation = evaluate(met, purchase, facts, {
    ...terms,
    policy,
    usage: buyer?.usage ?? [],
    shared: buyer?.shared ?? [],
  });
  const stored = storedEarning(evaluation.working, purchase, facts, { policy }, evaluation);
  const payment = intake.paidWithPoints && payFor(id, intake, buyer);
  const earning = buyer && bookEarning(buyer, dueOf(id, intake, evaluation), terms);
  return { id, intake, bookedAt, stored, unmet, failed: [...failed, ...evaluation.failed], earning, payment };
};

/** Before the points of this purchase: they cannot pay for it. */
const payFor = (id: string, intake: Intake, buyer: Buyer | null): BookedPayment | null => {
  const { paidWithPoints: payment, location, receipt, currency } = intake;
  if (!payment || !buyer) return null;
  const purchase = { id, locationId: location.id, receipt: receipt?.number ?? '', currency };
  const { available } = buyer.wallet.balance();
  if (payment.hold === undefined && available < payment.points)
    throw ClubError.field('insufficient-points', '/points', `only ${Math.max(0, available)} points`);
  return { ...payment, paid: payWithPoints(buyer.wallet, payment, purchase) };
};

/** Where points pay. */
export interface PaidPurchase {
  readonly id: string;
  readonly locationId: string;
  readonly receipt: string;
  readonly currency: string;
}

/** Spends points for a purchase. Throws `insufficient-points`, `hold-not-active`. */
export const payWithPoints = (
  wallet: Buyer['wallet'],
  { points, amount, hold }: Pick<PaidWithPoints, 'points' | 'amount' | 'hold'>,
  purchase: PaidPurchase,
): readonly PaidTaking[] => {
  const cause = paymentCause(purchase, amount, hold);
  const { transactionId, takings } = orRefuse(() =>
    hold === undefined ? wallet.redeem({ points, cause }) : wallet.capture(hold, cause),
  );
  return takings.map((taking) => ({ transactionId, ...taking }));
};

/** @param amount what the points pay, in minor units */
export const paymentCause = (
  { id, locationId, receipt, currency }: PaidPurchase,
  amount: number,
  hold?: string,
): ReturnType<typeof causeOf> =>
  causeOf({
    kind: 'points-payment',
    purchaseId: id,
    locationId,
    purchase: { receipt, amount, currency },
    ...(hold === undefined ? {} : { holdId: hold }),
  });

/** The club's terms for one purchase. What they are then stays with it, so that returns use the same. */
export const policyFor = (
  { reporting, lines }: Pick<Intake, 'reporting' | 'lines'>,
  { policy, priceBound, reportingCurrency: currency }: TermsOfPurchase,
): ClubTerms['policy'] & PurchasePolicy => {
  const rate = reporting?.rate ?? null;
  const isBound = priceBound !== null && hasPriceBound({ lines });
  return {
    ...policy,
    ...(policy.statusBase === 'spend' ? { spend: { rate } } : {}),
    ...(isBound
      ? { priceBound: { ...priceBound, reporting: rate === null ? null : { currency, rate } } }
      : {}),
  };
};

type TermsOfPurchase = Pick<ClubTerms, 'policy' | 'priceBound' | 'reportingCurrency'>;

/** Decides the conditions of the rules, by what is known of the buyer before the purchase. */
export const rulesFor = (
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  buyer: Buyer | null,
  terms: SubjectTerms,
): RulesOfSale =>
  rulesAskedOf(rules, purchase, buyer?.memberId ?? null, () => saleSubjectOf(purchase, buyer, terms));

/** @param subjectOf called if a rule has a condition */
export const rulesAskedOf = (
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  memberId: string | null,
  subjectOf: Parameters<typeof rulesOfSale>[2],
): RulesOfSale => {
  const { unmet, ...others } = rulesOfSale(rulesOfMember(rules, memberId), purchase, subjectOf);
  return { ...others, unmet: memberId === null ? [...unmet, ...inTrial(rules)] : unmet };
};

/** The member who claims the purchase may be in the trial. */
const inTrial = (rules: readonly EarningRule[]): readonly EarningRule[] =>
  rules.filter(({ audience }) => audience?.of === 'in');

/** `now` is when the tier counts that the member has. */
type SubjectTerms = Pick<ClubTerms, 'zone' | 'ladder' | 'now'>;

/** What conditions ask of a purchase. */
export const saleSubjectOf = (
  purchase: EarningPurchase,
  buyer: Buyer | null,
  { zone, ladder, now }: SubjectTerms,
): ReturnType<typeof saleSubject> =>
  saleSubject(purchase, buyer?.history?.purchases ?? [], zone, buyer && saleBuyer(buyer, ladder, now));

export const saleBuyer = (
  { tier, wallet, person, figures }: Buyer,
  ladder: Ladder,
  at: Instant,
): SaleBuyer => ({
  tierIds: ladder.reachedBy(tier, at),
  points: wallet.balance().available,
  person,
  figures,
});

/** What rules may know about the member before the purchase. */
export const factsOf = (buyer: Buyer | null, ladder: Ladder, at: Instant): MemberFacts => {
  const tier = buyer && ladder.held(buyer.tier, at);
  return { tier: tier && tierFacts(tier) };
};

const earningPurchaseOf = ({
  currency,
  location,
  channel,
  purchasedAt,
  lines,
  payments,
  codes,
  bonuses,
}: Intake): EarningPurchase => ({
  currency,
  locationId: location.id,
  channel,
  purchasedAt,
  lines,
  payments,
  codes,
  ...(bonuses.length > 0 ? { bonuses } : {}),
});

const dueOf = (
  id: string,
  intake: Intake,
  { points, status, availableAt, grants }: Evaluation,
): EarningDue => ({
  points,
  status,
  availableAt,
  grants,
  stands: true,
  purchasedAt: intake.purchasedAt,
  explanation: explained(grants),
  cause: {
    kind: 'purchase',
    purchaseId: id,
    locationId: intake.location.id,
    purchase: {
      receipt: intake.receipt?.number ?? '',
      amount: intake.gross,
      currency: intake.currency,
    },
  },
});

/** For the order of the member's activity. */
const sentLater = (happenedAt: Instant, bookedAt: Instant): Pick<PostingCause, 'happenedAt'> =>
  happenedAt === bookedAt ? {} : { happenedAt };

export interface BookingTerms {
  readonly bookedAt: Instant;
  readonly ladder: Ladder;
  readonly policy: ClubTerms['policy'];
}

/** Books it in the member's wallet. Throws `points-out-of-range`. */
export const bookEarning = (
  buyer: Buyer,
  due: EarningDue,
  { bookedAt, ladder, policy }: BookingTerms,
): BookedEarning => {
  const { points, status, availableAt, purchasedAt, grants, cause } = due;
  const own = ownLivesOf(grants, points);
  const source = {
    purchaseId: cause.purchaseId,
    rules: grants.map(({ ruleId, version }) => ({ ruleId, version })),
  };
  const awarded = orRefuse(() =>
    buyer.wallet.award({
      points,
      status,
      kind: 'earn',
      earnedAt: purchasedAt,
      statusAt: purchasedAt,
      availableAt,
      cause: causeOf({ ...cause, ...sentLater(purchasedAt, bookedAt), explanation: due.explanation }),
      source,
      ...(own.length > 0 ? { own } : {}),
    }),
  );
  const counts = isWithin(buyer.period, Math.min(purchasedAt, bookedAt));
  const balances = buyer.wallet.balance();
  const posting = { status, isVisit: due.stands && !buyer.visited, available: balances.available };
  const measure = measureOf(policy);
  const gained = tierGain(measure, posting);
  const credit = measuredAfter(measure, buyer.credit, { ...posting, counts });
  const { memberId, tier } = buyer;
  const tierChanges = ladder.afterPosting(tier, { memberId, at: bookedAt, credit });
  return { buyer, due, bookedAt, awarded, balances, credit, gained, tierChanges };
};

/** The purchase as participants see it. */
export const saleOf = ({ id, intake, bookedAt, stored, earning }: DecidedPurchase, zone: string): Sale => ({
  purchaseId: id,
  memberId: earning?.buyer.memberId ?? null,
  bookedAt,
  purchase: stored.purchase,
  facts: stored.facts,
  gross: intake.gross,
  base: stored.policy.base,
  history: earning?.buyer.history ?? null,
  bonuses: (earning?.due.grants ?? []).flatMap(({ bonus: id, points }) =>
    id === undefined ? [] : [{ id, points }],
  ),
  zone,
});

/** A receipt whose explanation is not in words yet. */
export type UnsaidReceipt = Omit<PurchaseReceipt, 'explanation'> & {
  readonly explanation: readonly Explained[];
};

/** The reply to the caller; `id` is null in a preview. */
export const receiptOf = (
  { intake, earning }: DecidedPurchase,
  id: string | null,
  ladder: Ladder,
): UnsaidReceipt => {
  const { receipt, gross, net, currency } = intake;
  const nothing = { member: null, points: null, explanation: [], tier: null };
  return {
    id,
    receipt,
    total: { gross, net, currency },
    ...(earning ? earningReceipt(earning, ladder) : nothing),
  };
};

/** The member's part of a receipt. */
export const earningReceipt = (
  { buyer, due, bookedAt, awarded, balances, credit, tierChanges }: BookedEarning,
  ladder: Ladder,
): Pick<UnsaidReceipt, 'member' | 'points' | 'explanation' | 'tier'> => {
  const { available, pending, held, debt } = balances;
  const booked = bookedAfter(buyer.tier, tierChanges);
  const standing = ladder.standing({ ...booked, since: null, credit }, bookedAt);
  return {
    member: { id: buyer.memberId, displayName: buyer.name },
    points: {
      earned: awarded.granted,
      pending: awarded.pending,
      debtRepaid: awarded.debtRepaid,
      balance: { available, pending, held, debt },
    },
    explanation: due.explanation,
    tier: standing && {
      code: standing.code,
      status: standing.status,
      next: standing.next && { code: standing.next.code, missing: standing.next.missing },
    },
  };
};
