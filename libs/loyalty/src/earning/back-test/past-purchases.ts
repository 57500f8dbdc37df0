import type { KeptPurchase } from '../../facts/kept-purchase.ts';
import { figuresOf, type BuyerFigures } from '../../facts/purchase-figures.ts';
import { historyPeriod } from '../history.ts';
import type { SaleNeed } from '../when.ts';
import { keptAt, type PastSale } from './past-sale.ts';

interface ClubPlace {
  readonly reportingCurrency: string;
  readonly zone: string;
}

/**
 * What members bought so far, in the order of the decisions. Keeps only what the conditions ask: nothing, the
 * purchases of the last days, or all of them.
 */
export class PastPurchases {
  readonly #need: SaleNeed;
  readonly #terms: ClubPlace;
  readonly #sales = new Map<string, PastSale[]>();
  readonly #days: number | null;

  constructor(need: SaleNeed, terms: ClubPlace) {
    this.#need = need;
    this.#terms = terms;
    this.#days = need.figures || need.days.includes(null) ? null : Math.max(0, ...need.days.map(Number));
  }

  /** How many days before the first sale it must know; null for all, 0 for none. */
  get days(): number | null {
    return this.#days;
  }

  add(sale: PastSale): void {
    if (this.#days === 0 || sale.memberId === null) return;
    const known = this.#sales.get(sale.memberId) ?? [];
    known.push(this.#need.days.length === 0 ? withoutLines(sale) : sale);
    this.#sales.set(sale.memberId, known);
  }

  /** What the member of this sale had bought and kept before it. */
  before(sale: PastSale): readonly KeptPurchase[] {
    if (sale.memberId === null) return [];
    const known = this.#forget(sale.memberId, sale);
    return known.flatMap((earlier) => keptAt(earlier, sale) ?? []);
  }

  /** Null if no condition asks. */
  figures(before: readonly KeptPurchase[]): BuyerFigures | null {
    const { reportingCurrency, zone } = this.#terms;
    return this.#need.figures ? figuresOf(before, reportingCurrency, zone) : null;
  }

  /** Drops what no later condition can see: sales may come late, so a margin of a month stays. */
  #forget(memberId: string, { purchase }: PastSale): readonly PastSale[] {
    const known = this.#sales.get(memberId) ?? [];
    if (this.#days === null || known.length < 100) return known;
    const { from } = historyPeriod(this.#days + 31, purchase.purchasedAt, this.#terms.zone);
    const kept = known.filter((earlier) => earlier.purchase.purchasedAt >= from);
    this.#sales.set(memberId, kept);
    return kept;
  }
}

/** Figures ask only when, where and for how much. Lines with returns stay: they decide what was kept. */
const withoutLines = (sale: PastSale): PastSale =>
  sale.returns.length > 0 ? sale : { ...sale, purchase: { ...sale.purchase, lines: [] } };
