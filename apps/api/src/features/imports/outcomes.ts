import type { BulkResult } from '../purchases/index.ts';
import type { Item, Outcome } from './import.ts';
import { englishOf, RefusedLine, type Refusal } from './refusals.ts';

const refused = (item: number, line: number, refusal: Refusal, message = englishOf(refusal)): Outcome => ({
  item,
  state: 'refused',
  line,
  code: refusal.code,
  message,
  refusal,
});

/** The refusal of an item. Rethrows any other error. */
export const refusedBy = ({ item }: Pick<Item, 'item'>, error: unknown): Outcome => {
  if (!(error instanceof RefusedLine)) throw error;
  const outcome = refused(item, error.line, error.refusal, error.message);
  return error.refusal.reason === 'unknown-member' ? { ...outcome, namesNobody: true } : outcome;
};

/** An item that cannot be done although its lines are readable. */
export const refusedOf = ({ item, line }: Pick<Item, 'item' | 'line'>, refusal: Refusal): Outcome =>
  refused(item, line, refusal);

/** Parts of a purchase that files name otherwise. */
const fieldOf: Record<string, string> = {
  number: 'receipt',
  token: 'card',
  id: 'externalId',
  lines: 'amount',
};

/** The result of a purchase. */
export const outcomeOfPurchase = (item: Item, result: BulkResult): Outcome => {
  if ('recorded' in result)
    return { item: item.item, state: 'created', subjectId: result.recorded.purchaseId };
  const { code, details } = result.refused;
  if (code === 'receipt-already-counted') return { item: item.item, state: 'duplicate' };
  const pointer = details.errors?.[0]?.pointer ?? '';
  const [, index] = /^\/lines\/(\d+)/.exec(pointer) ?? [];
  const at = index === undefined ? undefined : item.lines[Number(index)]?.line;
  const last = pointer.split('/').at(-1) ?? '';
  const field = fieldOf[last] ?? last;
  const refusal: Refusal = {
    code,
    ...(code === 'invalid-request' ? { reason: 'out-of-range' } : {}),
    ...(field ? { field } : {}),
  };
  return refused(item.item, at ?? item.line, refusal, `${englishOf(refusal)}${detailOf(details.detail)}`);
};

const detailOf = (detail: string | undefined): string => (detail === undefined ? '' : ` (${detail})`);
