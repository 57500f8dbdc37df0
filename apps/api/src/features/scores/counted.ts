import type { CountRow } from './member-scores.repository.ts';

type Scored = Omit<CountRow, 'members'>;

/** How many have the same scores, and what they brought together. */
export const countedTogether = (scored: readonly Scored[]): CountRow[] => {
  const counts = new Map<string, CountRow>();
  for (const { recency, frequency, monetary, class: its, allowed, value } of scored) {
    const key = [recency, frequency, monetary, its, allowed].join(' ');
    const { members, value: before } = counts.get(key) ?? { members: 0, value: 0 };
    counts.set(key, {
      ...{ recency, frequency, monetary, class: its, allowed },
      members: members + 1,
      value: before + value,
    });
  }
  return [...counts.values()];
};
