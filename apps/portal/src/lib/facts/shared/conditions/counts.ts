import { getContext, setContext } from 'svelte';
import { partsOf, type Condition, type Context } from '@regulars/conditions';
import { conditionOf, type Row } from './tree.ts';

/** How many purchases, or members, met the parts of a condition when they were last counted. */
export interface ConditionCounts {
  /** Of so many. */
  readonly total: number;
  /** What was counted. */
  readonly about: Context;
  /** Null for a part that was not counted as it is now. */
  of(row: Row, context: Context): number | null;
  /** How many are left after a part at the top and those before it; null for other parts. */
  left(row: Row, context: Context): number | null;
  /** The words for a part, for screen readers. */
  said(count: number): string;
  /** The words for all parts together; null where the page says it elsewhere. */
  together(count: number): string | null;
}
/** What is not said by the counts themselves. */
export type CountWords = Pick<ConditionCounts, 'about' | 'said' | 'together'>;

const place = Symbol('counts of conditions');

/** For the rows below. @param counts null if nothing was counted */
export const provideCounts = (counts: () => ConditionCounts | null): void => {
  setContext(place, counts);
};
export const currentCounts = (): (() => ConditionCounts | null) =>
  getContext<(() => ConditionCounts | null) | undefined>(place) ?? (() => null);

/** The order of the keys does not matter: the database keeps its own. */
const said = (condition: Condition): string =>
  JSON.stringify(condition, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

interface Counted {
  readonly pointer: string;
  readonly count: number;
  readonly left?: number | null;
}

export function countsOf(
  when: Condition,
  counted: readonly Counted[],
  total: number,
  words: CountWords,
): ConditionCounts {
  const by = new Map(counted.map((part) => [part.pointer, part]));
  const known = new Map(partsOf(when).map(({ pointer, condition }) => [said(condition), by.get(pointer)]));
  const partOf = (row: Row, context: Context): Counted | null => {
    const condition = conditionOf(row, context);
    return (condition && known.get(said(condition))) ?? null;
  };
  return {
    ...words,
    total,
    of: (row, context) => partOf(row, context)?.count ?? null,
    left: (row, context) => partOf(row, context)?.left ?? null,
  };
}
