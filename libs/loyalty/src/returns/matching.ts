import { returnedAmount, type ReturnedLine } from '../earning/return.ts';

/** A line of a purchase from which goods of an article may come back. */
export interface ReturnableLine {
  readonly purchase: string;
  /** Index in the purchase, from 0. */
  readonly line: number;
  /** Thousandths. */
  readonly quantity: number;
  /** Thousandths that earlier returns took. */
  readonly returned: number;
  /** Gross minor units of the whole line. */
  readonly gross: number;
}

/** Goods of one article that came back, as a log tells it. */
export interface ArticleReturned {
  /** Thousandths. */
  readonly quantity: number;
  /** What the customer got, in gross minor units. */
  readonly amount: number;
}

/** The goods of one purchase that came back, and what they cost there. */
export interface MatchedReturn {
  readonly purchase: string;
  readonly lines: readonly ReturnedLine[];
  readonly amount: number;
}

/**
 * The purchase that goods came from: the first one in which they cost exactly this, else the first one with enough of
 * them left. Null if there is none.
 * @param lines of the article, those of the likeliest purchase first
 * @param exactly only a purchase in which they cost this, as where nobody says which article it is
 */
export function matchReturn(
  lines: readonly ReturnableLine[],
  { quantity, amount }: ArticleReturned,
  exactly = false,
): MatchedReturn | null {
  const byPurchase = Map.groupBy(lines, ({ purchase }) => purchase);
  const enough = [...byPurchase.values()].flatMap((some) => takenFrom(some, quantity) ?? []);
  return enough.find((match) => match.amount === amount) ?? (exactly ? null : (enough[0] ?? null));
}

/** Null if not enough is left. */
function takenFrom(lines: readonly ReturnableLine[], quantity: number): MatchedReturn | null {
  const [first] = lines;
  if (!first || quantity <= 0) return null;
  const taken: ReturnedLine[] = [];
  let [missing, amount] = [quantity, 0];
  for (const { line, quantity: bought, returned, gross } of lines) {
    const taking = Math.min(missing, bought - returned);
    if (taking <= 0) continue;
    taken.push({ line, quantity: taking });
    amount += returnedAmount(gross, bought, returned + taking) - returnedAmount(gross, bought, returned);
    missing -= taking;
  }
  return missing > 0 ? null : { purchase: first.purchase, lines: taken, amount };
}
