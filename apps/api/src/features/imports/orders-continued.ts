import type { Cells } from './cells.ts';

/** What a whole order has once. */
const ofOrders = [
  'location',
  'purchasedAt',
  'externalId',
  'card',
  'email',
  'phone',
  'currency',
  'till',
  'status',
] as const;

type Record = readonly string[];

/**
 * Many files name the place, the time and the customer of an order on its first line only, some also its number: empty
 * cells of the lines below mean 'as above'. Without a number, a line must have an article, because sums have none.
 */
export const ordersContinued = (cells: Cells): ((record: Record) => Record) => {
  const places = (...fields: readonly string[]): number[] => fields.flatMap((field) => cells.placesOf(field));
  const [receipts, heads, articles] = [places('receipt'), places(...ofOrders), places('sku', 'name')];
  // Members and products have no orders.
  if (receipts.length === 0) return (record) => record;
  const isEmpty = (record: Record, at: number): boolean => (record[at] ?? '').trim() === '';
  let above: Record | null = null;
  const goesOn = (record: Record, before: Record): boolean => {
    if (receipts.some((at) => !isEmpty(record, at)))
      return receipts.every((at) => record[at]?.trim() === before[at]?.trim());
    return heads.every((at) => isEmpty(record, at)) && articles.some((at) => !isEmpty(record, at));
  };
  return (record) => {
    const before: Record | null = above;
    const filled =
      before && goesOn(record, before)
        ? record.map((cell, at) =>
            isEmpty(record, at) && (heads.includes(at) || receipts.includes(at))
              ? (before[at] ?? cell)
              : cell,
          )
        : record;
    above = filled;
    return filled;
  };
};
