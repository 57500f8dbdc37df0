import type { LeafRow } from './leaf.ts';
import type { GroupRow } from './tree.ts';

/** Hours over midnight beside a weekday, which ends at midnight. */
export interface Night {
  readonly hours: LeafRow;
  readonly weekdays: readonly LeafRow[];
}

/** Null if no such rows must hold together. */
export function nightIn({ join, rows }: GroupRow): Night | null {
  if (join !== 'all') return null;
  const leaves = rows.filter((row) => row.kind === 'leaf');
  const weekdays = leaves.filter(({ fact }) => fact === 'moment.weekday');
  const hours = leaves.find((row) => row.fact === 'moment.time' && !row.not && isOverMidnight(row));
  return hours && weekdays.length > 0 ? { hours, weekdays } : null;
}

const isOverMidnight = ({ from, to }: LeafRow): boolean => from !== '' && to !== '' && from > to;

/** The day of business has the same days, and ends in the morning. */
export function takeBusinessDay({ weekdays }: Night): void {
  for (const row of weekdays) row.fact = 'moment.business-weekday';
}
