import type { ScoreRunDetail } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { count, decimal } from '#lib/ui/format.ts';

type Run = Pick<ScoreRunDetail, 'cells' | 'cuts' | 'currency'>;
export type Cell = ScoreRunDetail['cells'][number];

/** From which purchases the scores are. */
export const windowText = (days: number | null): string =>
  days === null ? m.scores_window_all() : m.scores_window_days({ count: days });

export const cutsText = (
  cuts: readonly number[],
  format = (cut: number): string => decimal(cut.toFixed(1).replace(/\.0$/u, '')),
): string => cuts.map(format).join(' · ');

const ranges = (cuts: readonly number[], least: number): string[] => {
  const floors = cuts.map(Math.floor);
  return [0, 1, 2, 3, 4].map((at) => {
    const above = floors[at - 1];
    const from = above === undefined ? least : above + 1;
    const to = floors[at];
    if (to === undefined) return m.scores_over({ from: from - 1 });
    if (to < from) return '–';
    return from === to ? count(from) : `${count(from)}–${count(to)}`;
  });
};

/** What each score from 1 to 5 means, in days and purchases. */
export const scoreRanges = ({ cuts }: Pick<Run, 'cuts'>): { recency: string[]; frequency: string[] } => ({
  recency: cuts ? ranges(cuts.recency, 0).toReversed() : [],
  frequency: cuts ? ranges(cuts.frequency, 1) : [],
});

export const meanOf = ({ members, value }: { members: number; value: number }): number =>
  members === 0 ? 0 : Math.round(value / members);

/** How much of the accent a cell has, from 0 to 100: by its place among the means, because a few are far above all others. */
export const heatOf = (cells: readonly Cell[], cell: Cell): number => {
  const means = cells.map(meanOf).toSorted((one, other) => one - other);
  const place = means.indexOf(meanOf(cell));
  return means.length < 2 ? 25 : Math.round(6 + (place / (means.length - 1)) * 40);
};
