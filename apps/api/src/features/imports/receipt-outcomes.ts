import type { ClubError } from '../../platform/club-error.ts';
import type { BulkResult, PastReturnResult } from '../purchases/index.ts';
import type { Outcome, Remark } from './import.ts';
import { fileSumOf, type Offered, type OfferedReturn } from './offered-purchase.ts';
import { outcomeOfPurchase } from './outcomes.ts';
import { moneyOf, type Money } from './money.ts';

/** The result of a receipt: of its purchase, and of what came back. */
export const outcomeOfReceipt = (
  offered: Offered,
  sale: BulkResult | undefined,
  back: OfferedReturn | undefined,
  result: PastReturnResult | undefined,
): Outcome => {
  const file = fileSumOf(offered.goods);
  const money = (known: Partial<Money>): { money: Money } => ({
    money: moneyOf(offered.currency, { file, ...known }),
  });
  const bought = sale && shownOf(offered, sale);
  if (bought && bought.state !== 'created')
    return { ...bought, ...money(bought.state === 'duplicate' ? { duplicate: file } : { refused: file }) };
  const gross = sale && 'recorded' in sale ? sale.recorded.gross : 0;
  if (!back || !result) return { ...(bought ?? notFound(offered)), ...money({ gross }) };
  if ('refused' in result) return refusedOffered(offered, result.refused);
  if ('counted' in result && !bought)
    return { item: offered.item.item, state: 'duplicate', ...money({ duplicate: file }) };
  const { booked, costs } = 'counted' in result ? { booked: [], costs: [] } : result;
  const remarks = remarksOf(back, costs);
  const returned = booked.reduce((sum, { amount }) => sum + amount, 0);
  const listed = remarks.reduce((sum, { amount }) => sum + amount, 0);
  const own = bought?.subjectId;
  const others = booked.flatMap(({ id, purchaseId }) => (purchaseId === own ? [] : [id]));
  const [first] = booked;
  return {
    ...(bought ??
      (first === undefined
        ? notFound(offered)
        : { item: offered.item.item, state: 'created', subjectId: first.id })),
    ...(others.length > 0 ? { changes: { returns: others } } : {}),
    ...(remarks.length > 0 ? { remarks: remarks.map(({ remark }) => remark) } : {}),
    ...money({ gross, returned, listed }),
  };
};

/** What is foreseen of a receipt. Which purchase goods came from is decided when it is booked. */
export const checkedOutcome = (offered: Offered, sale: BulkResult | undefined): Outcome => {
  const file = fileSumOf(offered.goods);
  const gross = offered.goods.sold.reduce((sum, line) => sum + (line.gross ?? 0), 0);
  const outcome: Outcome = sale
    ? shownOf(offered, sale)
    : {
        item: offered.item.item,
        state: 'created',
        ...(offered.namesNobody ? { namesNobody: true } : {}),
      };
  const known = {
    created: { gross, returned: gross - file },
    duplicate: { duplicate: file },
    refused: { refused: file },
  };
  const { state } = outcome;
  return {
    ...outcome,
    money: moneyOf(offered.currency, { file, ...(state in known ? known[state as keyof typeof known] : {}) }),
  };
};

/** Nothing of it could be booked. */
const notFound = ({ item: { item } }: Offered): Outcome => ({ item, state: 'matched' });

export const refusedOffered = (offered: Offered, refused: ClubError): Outcome => {
  const file = fileSumOf(offered.goods);
  return {
    ...shownOf(offered, { refused }),
    money: moneyOf(offered.currency, { file, refused: file }),
  };
};

/** Of its purchase alone. */
const shownOf = (offered: Offered, result: BulkResult): Outcome => {
  const { sold, back } = offered.goods;
  const lines = (sold.length > 0 ? sold : back).map(({ at }) => at);
  const outcome = outcomeOfPurchase({ ...offered.item, lines }, result);
  return offered.namesNobody || outcome.code === 'unknown-card' ? { ...outcome, namesNobody: true } : outcome;
};

/** Goods without a purchase, and goods that cost something else in theirs. */
const remarksOf = (
  { lines, past: { currency } }: OfferedReturn,
  costs: readonly (number | null)[],
): { amount: number; remark: Remark }[] =>
  lines.flatMap((line, index) => {
    const cost = costs[index] ?? null;
    if (cost === line.goods.amount) return [];
    const { amount, sku, name } = line.goods;
    const params = { value: sku ?? name ?? '', amount, currency };
    const refusal =
      cost === null
        ? ({ code: 'invalid-request', reason: 'without-purchase', params } as const)
        : ({ code: 'invalid-request', reason: 'return-price', params: { ...params, booked: cost } } as const);
    return [{ amount: (cost ?? 0) - amount, remark: { line: line.at.line, refusal } }];
  });
