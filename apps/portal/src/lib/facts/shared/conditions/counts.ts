import { getContext, setContext } from 'svelte';
import { partsOf, type Condition, type Context } from '@regulars/conditions';
import { conditionOf, type Row } from './tree.ts';

/** How many purchases met the parts of a condition when they were last counted. */
export interface ConditionCounts {
  /** Of so many purchases. */
  readonly total: number;
  /** Null for a part that was not counted as it is now. */
  of(row: Row, context: Context): number | null;
}

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

export function countsOf(
  when: Condition,
  counted: readonly { readonly pointer: string; readonly purchases: number }[],
  total: number,
): ConditionCounts {
  const by = new Map(counted.map(({ pointer, purchases }) => [pointer, purchases]));
  const known = new Map(
    partsOf(when).map(({ pointer, condition }) => [said(condition), by.get(pointer) ?? null]),
  );
  return {
    total,
    of(row, context) {
      const condition = conditionOf(row, context);
      return (condition && known.get(said(condition))) ?? null;
    },
  };
}
