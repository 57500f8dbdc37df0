import type { EarningPurchase } from './purchase.ts';

/** The ids of the sets that contain a SKU. */
export type SetsOfSku = (sku: string) => readonly string[];

/**
 * A past purchase with some sets as they are now: for a draft that names them, because the set may be younger than the
 * purchase. All other sets stay as they were.
 */
export function withSetsNow(
  purchase: EarningPurchase,
  named: ReadonlySet<string>,
  setsOf: SetsOfSku,
): EarningPurchase {
  if (named.size === 0) return purchase;
  const lines = purchase.lines.map((line) => {
    const then = (line.sets ?? []).filter((id) => !named.has(id));
    const now = line.sku ? setsOf(line.sku).filter((id) => named.has(id)) : [];
    return { ...line, sets: [...then, ...now] };
  });
  return { ...purchase, lines };
}
