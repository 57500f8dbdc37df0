import { remainingAfter, returnedAmount, type ReturnedLine } from '../earning/return.ts';
import type { PricedLine } from '../price-line.ts';
import type { LineAfterReturn } from './goods.ts';

/** A return of a purchase, as far as it decides whether an earlier one can be taken back. */
export interface ReturnMade {
  readonly id: string;
  /** Indexes of the lines; none if the whole purchase was undone with its import. */
  readonly lines: readonly number[];
  readonly reversed: boolean;
}

/** Why a return cannot be taken back. */
export type ReversalRefusal = 'already-reversed' | 'cannot-reverse' | 'later-return';

/**
 * A return can be taken back once, and while no later return of the same lines counts: the amount of that one was
 * computed after it. An undone import freed the receipt, so nothing of it comes back.
 * @param returns of one purchase in booking order
 */
export function reversalRefusal(returns: readonly ReturnMade[], id: string): ReversalRefusal | null {
  const at = returns.findIndex((each) => each.id === id);
  const mistaken = returns[at];
  if (!mistaken || returns.some(({ lines }) => lines.length === 0)) return 'cannot-reverse';
  if (mistaken.reversed) return 'already-reversed';
  const later = returns.slice(at + 1).filter(({ reversed }) => !reversed);
  const builtOnIt = later.some(({ lines }) => lines.some((line) => mistaken.lines.includes(line)));
  return builtOnIt ? 'later-return' : null;
}

/** What remains of a purchase when a return of it is taken back. */
export interface GoodsBoughtAgain {
  /** Thousandths of each line that count as bought. */
  readonly remaining: readonly number[];
  /** The lines that the return had touched. */
  readonly lines: readonly LineAfterReturn[];
}

/** @param returned the returned quantity of each line, with the mistaken return */
export function buyAgain(
  lines: readonly PricedLine[],
  returned: readonly ReturnedLine[],
  mistaken: readonly ReturnedLine[],
): GoodsBoughtAgain {
  const quantityOf = (all: readonly ReturnedLine[], line: number) =>
    all.reduce((sum, each) => (each.line === line ? sum + each.quantity : sum), 0);
  const still = returned.flatMap(({ line, quantity }) => {
    const left = quantity - quantityOf(mistaken, line);
    return left > 0 ? [{ line, quantity: left }] : [];
  });
  const touched = [...new Set(mistaken.map(({ line }) => line))].sort((a, b) => a - b);
  return {
    remaining: remainingAfter(lines, still),
    lines: touched.map((line) => {
      const left = quantityOf(still, line);
      const bought = lines[line];
      return {
        line,
        returned: left,
        returnedAmount: bought ? returnedAmount(bought.gross, bought.quantity, left) : 0,
      };
    }),
  };
}
