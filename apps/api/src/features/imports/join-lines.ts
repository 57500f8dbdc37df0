import { isDeepStrictEqual } from 'node:util';
import { shorten } from './cells.ts';
import { RefusedLine } from './refusals.ts';
import { written } from './written.ts';

/** A line of a file with its values. */
export interface LineDraft<Draft> {
  readonly line: number;
  readonly draft: Draft;
}

/**
 * Combines several lines about one thing; for `differing` fields the first line counts. Throws RefusedLine if
 * they contradict each other.
 */
export const joinLines = <Draft extends object>(
  lines: readonly LineDraft<Draft>[],
  differing: readonly string[],
): Draft => {
  const said = new Map<string, { line: number; value: unknown }>();
  for (const { line, draft } of lines)
    for (const [field, value] of Object.entries(draft)) {
      const before = said.get(field);
      if (!before) said.set(field, { line, value });
      else if (!differing.includes(field) && !isDeepStrictEqual(before.value, value))
        throw disagreement(field, { line, value }, before);
    }
  return Object.assign({}, ...lines.map(({ draft }) => draft).toReversed()) as Draft;
};

const disagreement = (
  field: string,
  here: { line: number; value: unknown },
  there: { line: number; value: unknown },
): RefusedLine =>
  new RefusedLine(here.line, {
    code: 'invalid-request',
    reason: 'lines-disagree',
    field,
    params: {
      value: shorten(written(here.value)),
      line: there.line,
      other: shorten(written(there.value)),
    },
  });
