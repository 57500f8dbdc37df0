import type { Instant } from '../../clock.ts';
import type { KeptPurchase } from '../../facts/kept-purchase.ts';
import { spentAfterReturns } from '../../facts/kept-purchase.ts';
import type { ClubPointsPolicy } from '../../points/policy.ts';
import type { EarningPurchase, MemberFacts } from '../purchase.ts';
import { returnedAmount, type Earned, type ReturnedLine } from '../return.ts';

/** A return of goods of a past sale. */
interface PastReturn {
  /** Ids have the order of the decisions, also compared with those of sales. */
  readonly id: string;
  readonly lines: readonly ReturnedLine[];
  /** When it was taken back as a mistake; null if it was not. */
  readonly reversedAt: Instant | null;
}

/** A posted sale, as the rules saw it then. */
export interface PastSale {
  readonly id: string;
  readonly memberId: string | null;
  readonly bookedAt: Instant;
  /** With its lines and payments, before returns. */
  readonly purchase: EarningPurchase;
  /** What was known about the member before the sale. */
  readonly facts: MemberFacts;
  /** How the club counted money then. */
  readonly policy: Pick<ClubPointsPolicy, 'base' | 'discounts'>;
  /** The rule versions that applied, with their conditions met. */
  readonly met: readonly { readonly id: string; readonly version: number }[];
  /** What the rules of that time gave, before returns. */
  readonly granted: Earned;
  /** In minor units of the reporting currency; null while there is no rate. */
  readonly reportingGross: number | null;
  readonly returns: readonly PastReturn[];
}

/** What the member kept of this sale when another one was decided; null if all goods had come back. */
export function keptAt(sale: PastSale, next: Pick<PastSale, 'id' | 'bookedAt'>): KeptPurchase | null {
  const { id, purchase, reportingGross, returns } = sale;
  const gone = returns.filter(
    (made) => made.id < next.id && (made.reversedAt === null || made.reversedAt > next.bookedAt),
  );
  if (gone.length === 0) return { ...purchase, id, spent: reportingGross };
  const lines = purchase.lines.flatMap((line, index) => {
    const back = gone.reduce((sum, made) => sum + backOf(made, index), 0);
    if (back >= line.quantity && line.quantity > 0) return [];
    return [
      {
        ...line,
        quantity: line.quantity - back,
        gross: line.gross - returnedAmount(line.gross, line.quantity, back),
      },
    ];
  });
  if (lines.length === 0) return null;
  const spent = reportingGross === null ? null : spentOf(reportingGross, purchase.lines, lines);
  return { ...purchase, id, lines, spent };
}

const backOf = ({ lines }: PastReturn, index: number): number =>
  lines.reduce((sum, { line, quantity }) => sum + (line === index ? quantity : 0), 0);

const grossOf = (lines: readonly { readonly gross: number }[]): number =>
  lines.reduce((sum, { gross }) => sum + gross, 0);

const spentOf = (
  reportingGross: number,
  bought: readonly { readonly gross: number }[],
  kept: readonly { readonly gross: number }[],
): number => {
  const gross = grossOf(bought);
  return spentAfterReturns(reportingGross, { gross, returnedGross: gross - grossOf(kept) });
};
