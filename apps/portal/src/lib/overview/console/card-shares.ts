import type { Coverage } from '@regulars/contracts';

type Sale = Pick<Coverage['sales'][number], 'revenue' | 'withCard'>;

/** From 0 to 1; null where nothing was sold. */
export function shareOf(sales: readonly Sale[]): number | null {
  const revenue = sales.reduce((sum, sale) => sum + sale.revenue, 0);
  const withCard = sales.reduce((sum, sale) => sum + sale.withCard, 0);
  return revenue > 0 ? Math.min(1, Math.max(0, withCard / revenue)) : null;
}

/** All months from the first one with sales to the last one, as YYYY-MM-DD. */
export function monthsOf(sales: Coverage['sales']): string[] {
  const months = sales.map(({ month }) => month).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = [first];
  for (let month = first; month < last;) {
    const next = new Date(`${month}T00:00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    month = next.toISOString().slice(0, 10);
    all.push(month);
  }
  return all;
}

export interface PlaceRow {
  readonly id: string;
  readonly name: string;
  /** By month; null where nothing was sold. */
  readonly shares: readonly (number | null)[];
  readonly whole: number | null;
}

/** One row for each location with sales, the one with the most revenue first. */
export function placeRows(
  sales: Coverage['sales'],
  months: readonly string[],
  nameOf: (id: string) => string,
): PlaceRow[] {
  const revenueOf = (rows: readonly Sale[]): number => rows.reduce((sum, { revenue }) => sum + revenue, 0);
  return [...Map.groupBy(sales, ({ locationId }) => locationId)]
    .sort(([, one], [, other]) => revenueOf(other) - revenueOf(one))
    .map(([id, rows]) => ({
      id,
      name: nameOf(id),
      shares: months.map((month) => shareOf(rows.filter((row) => row.month === month))),
      whole: shareOf(rows),
    }));
}
