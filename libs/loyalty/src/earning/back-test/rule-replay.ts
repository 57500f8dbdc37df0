import type { Subject } from '@regulars/conditions';
import type { Instant } from '../../clock.ts';
import { saleSubject, type SaleBuyer } from '../../facts/member-facts.ts';
import type { KeptPurchase } from '../../facts/kept-purchase.ts';
import type { ClubPointsPolicy } from '../../points/policy.ts';
import { evaluate, type Evaluation } from '../evaluate.ts';
import type { EarningRule } from '../rule.ts';
import { rulesOfSale, saleNeedOf, type SaleNeed } from '../when.ts';
import { CapLedger, type UsedBefore } from './cap-ledger.ts';
import { ConditionCounts } from './condition-counts.ts';
import { figuresOfReplay, type ReplayFigures } from './figures.ts';
import { PastPurchases } from './past-purchases.ts';
import type { PastSale } from './past-sale.ts';
import { ReplayTotals } from './totals.ts';

export interface ReplayTerms {
  readonly draft: EarningRule;
  /** The version of the same rule that it is compared with; null if none is live. */
  readonly against: EarningRule | null;
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  readonly reportingCurrency: string;
  /** `from` is the start of a day. */
  readonly period: { readonly from: Instant; readonly until: Instant };
  readonly usedBefore: readonly UsedBefore[];
}

/** The buyer of a past sale, as far as is kept what was known then. */
export type BuyerThen = Omit<SaleBuyer, 'figures'>;

type Side = 'live' | 'draft';

/**
 * Decides past sales twice, with the live version of a rule and with a draft in its place. All other rules are
 * those that applied to the sale, tiers and money count as they did then, limits and earlier purchases as they
 * were at the sale. Sales come in the order of the decisions. The same sales always give the same figures.
 */
export class RuleReplay {
  readonly need: SaleNeed;
  readonly #terms: ReplayTerms;
  readonly #past: PastPurchases;
  readonly #ledgers: Readonly<Record<Side, CapLedger>>;
  readonly #totals: ReplayTotals;
  readonly #counts: ConditionCounts;

  constructor(terms: ReplayTerms) {
    this.#terms = terms;
    const { draft, against, zone, usedBefore, period } = terms;
    this.need = saleNeedOf(against ? [against, draft] : [draft]);
    this.#past = new PastPurchases(this.need, terms);
    const ledger = (): CapLedger => new CapLedger(zone, usedBefore, period.from);
    this.#ledgers = { live: ledger(), draft: ledger() };
    this.#totals = new ReplayTotals(draft.id, terms);
    this.#counts = new ConditionCounts(draft.when);
  }

  /** How many days before the period it must hear of; null for all time, 0 for none. */
  get daysBefore(): number | null {
    return this.#past.days;
  }

  /** A sale before the period, which later conditions may ask about. */
  remember(sale: PastSale): void {
    this.#past.add(sale);
  }

  /** @param others the versions that applied to it, their conditions met; in evaluation order */
  decide(sale: PastSale, others: readonly EarningRule[], buyer: BuyerThen): void {
    if (sale.memberId === null) this.#totals.skip();
    else {
      const before = this.#past.before(sale);
      const besides = others.filter(({ id }) => id !== this.#terms.draft.id);
      const subject = this.#subjectOf(sale, before, buyer);
      const outcome = (side: Side, own: EarningRule | null): Evaluation =>
        this.#outcome(side, sale, own ? inOrder(besides, own) : besides, subject);
      this.#counts.add(subject);
      this.#totals.add(
        sale.memberId,
        sale,
        outcome('live', this.#terms.against),
        outcome('draft', this.#terms.draft),
      );
    }
    this.#past.add(sale);
  }

  figures(): ReplayFigures {
    return { ...figuresOfReplay(this.#totals), conditions: this.#counts.all() };
  }

  /** Made at most once, and only if a condition asks. */
  #subjectOf({ purchase }: PastSale, before: readonly KeptPurchase[], buyer: BuyerThen): () => Subject {
    let made: Subject | null = null;
    return () => {
      if (made) return made;
      const figures = this.#past.figures(before);
      return (made = saleSubject(purchase, before, this.#terms.zone, { ...buyer, figures }));
    };
  }

  #outcome(
    side: Side,
    { memberId, purchase, facts, policy }: PastSale,
    rules: readonly EarningRule[],
    subject: () => Subject,
  ): Evaluation {
    const { zone } = this.#terms;
    const { met } = rulesOfSale(rules, purchase, subject);
    const ledger = this.#ledgers[side];
    const usage = ledger.usage(met, memberId ?? '', purchase.purchasedAt);
    const context = { policy: { ...this.#terms.policy, ...policy }, zone, usage };
    const evaluation = evaluate(met, purchase, facts, context);
    ledger.book(met, evaluation.grants, memberId ?? '', purchase.purchasedAt);
    return evaluation;
  }
}

/** The oldest rule first, as at a sale. */
const inOrder = (others: readonly EarningRule[], own: EarningRule): EarningRule[] =>
  [...others, own].sort((one, other) => (one.id < other.id ? -1 : 1));
