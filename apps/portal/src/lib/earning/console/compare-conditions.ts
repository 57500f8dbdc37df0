import type { Condition } from '@regulars/conditions';

/** What became of a part of a rule from one version to the other. */
export type PartChange = 'same' | 'added' | 'removed' | 'changed';

type Join = 'all' | 'any';

/** A condition of one version or of both; how deep it lies in groups. */
export type ComparedCondition = { readonly depth: number; readonly change: PartChange } & (
  | { readonly before: Condition | null; readonly after: Condition | null }
  /** What joins the parts below it. */
  | { readonly join: { readonly before: Join; readonly after: Join } }
);

interface Group {
  readonly join: Join;
  readonly parts: readonly Condition[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function groupOf(condition: unknown): Group | null {
  if (!isRecord(condition)) return null;
  for (const join of ['all', 'any'] as const) {
    const parts = condition[join];
    if (Array.isArray(parts)) return { join, parts };
  }
  return null;
}

/** The same for equal conditions, in whatever order their fields were written. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** What a condition is about: two about the same are one that changed. */
function subjectOf(condition: unknown): string {
  if (!isRecord(condition)) return 'unknown';
  if ('not' in condition) return subjectOf(condition['not']);
  if (groupOf(condition)) return 'group';
  const { fact, key, lines, purchases } = condition;
  return written([fact, key, lines, purchases].map((part) => part ?? null));
}

/**
 * Compares two conditions part by part, in the order of the later one. Equal parts stay; of the rest, parts about the
 * same thing belong together; what is left was added or removed. Null is a rule without a condition.
 */
export function compareConditions(
  before: Condition | null,
  after: Condition | null,
): readonly ComparedCondition[] {
  const [one, other] = [outermost(before), outermost(after)];
  return compareGroups(
    one ?? { join: other?.join ?? 'all', parts: [] },
    other ?? { join: one?.join ?? 'all', parts: [] },
    0,
  );
}

/** One condition alone is a group of one. */
const outermost = (condition: Condition | null): Group | null =>
  condition && (groupOf(condition) ?? { join: 'all', parts: [condition] });

/** The outermost group needs no words if all of its parts must hold. */
function compareGroups(before: Group, after: Group, depth: number): ComparedCondition[] {
  const change = before.join === after.join ? 'same' : 'changed';
  if (depth === 0 && change === 'same' && after.join === 'all') return compareParts(before, after, depth);
  const join = { depth, change, join: { before: before.join, after: after.join } } as const;
  return [join, ...compareParts(before, after, depth + 1)];
}

function compareParts({ parts: before }: Group, { parts: after }: Group, depth: number): ComparedCondition[] {
  const left = [...before];
  const take = (fits: (part: Condition) => boolean): Condition | null => {
    const place = left.findIndex(fits);
    return place < 0 ? null : (left.splice(place, 1)[0] ?? null);
  };
  const equals = after.map((part) => take((one) => written(one) === written(part)));
  const partners = after.map(
    (part, index) => equals[index] ?? take((one) => subjectOf(one) === subjectOf(part)),
  );
  return [
    ...after.flatMap((part, index) => comparePart(partners[index] ?? null, part, depth)),
    ...left.map((part) => told(part, null, depth)),
  ];
}

function comparePart(before: Condition | null, after: Condition, depth: number): ComparedCondition[] {
  const [one, other] = [groupOf(before), groupOf(after)];
  return one && other && written(before) !== written(after)
    ? compareGroups(one, other, depth)
    : [told(before, after, depth)];
}

const told = (before: Condition | null, after: Condition | null, depth: number): ComparedCondition => ({
  depth,
  change: changeOf(before && written(before), after && written(after)),
  before,
  after,
});

/** From what both versions say; null is nothing. */
export function changeOf(before: string | null, after: string | null): PartChange {
  if (before === after) return 'same';
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}
