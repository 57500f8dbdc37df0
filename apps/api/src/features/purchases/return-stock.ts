import { matchReturn, thousandthsOf, type MatchedReturn, type ReturnableLine } from '@regulars/loyalty';
import type { GoodsBack } from './goods-back.ts';
import type { ReturnableRow } from './returnables.repository.ts';

/** What may come back of the purchases that were found, less what was taken of it so far. */
export class ReturnStock {
  readonly #found: ReadonlyMap<GoodsBack, readonly ReturnableRow[]>;
  /** Thousandths by purchase and line. */
  readonly #taken = new Map<string, number>();

  constructor(found: ReadonlyMap<GoodsBack, readonly ReturnableRow[]>) {
    this.#found = found;
  }

  /** Null if no purchase has enough of them left. */
  take(goods: GoodsBack): MatchedReturn | null {
    const match = this.#match(goods);
    for (const { line, quantity } of match?.lines ?? []) {
      const key = keyOf(match?.purchase ?? '', line);
      this.#taken.set(key, (this.#taken.get(key) ?? 0) + quantity);
    }
    return match;
  }

  #match(goods: GoodsBack): MatchedReturn | null {
    const { from, quantity, amount, sku, name } = goods;
    if (quantity <= 0) return null;
    if (from) return { purchase: from.purchase, lines: [{ line: from.line, quantity }], amount };
    const lines = (this.#found.get(goods) ?? []).map((row) => this.#left(row));
    return matchReturn(lines, goods, sku === null && name === null);
  }

  #left({ purchase, line, quantity, returned, gross }: ReturnableRow): ReturnableLine {
    const taken = this.#taken.get(keyOf(purchase, line)) ?? 0;
    return {
      purchase,
      line,
      quantity: thousandthsOf(quantity),
      returned: thousandthsOf(returned) + taken,
      gross,
    };
  }
}

const keyOf = (purchase: string, line: number): string => `${purchase} ${line}`;

/** One match for each purchase, however many of its goods came back. */
export const joinedMatches = (matches: readonly (MatchedReturn | null)[]): MatchedReturn[] => {
  const joined = new Map<string, MatchedReturn>();
  for (const match of matches) {
    if (!match) continue;
    const before = joined.get(match.purchase);
    joined.set(match.purchase, {
      purchase: match.purchase,
      lines: [...(before?.lines ?? []), ...match.lines],
      amount: (before?.amount ?? 0) + match.amount,
    });
  }
  return [...joined.values()];
};
