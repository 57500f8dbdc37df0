import { leastForFigures, leastForTrust, shownCells } from './cells.ts';
import { npsCounts, npsOf, type NpsScale, type Tallied } from './nps.ts';
import type { NpsPart } from './parts.ts';
import { shownTable } from './tables.ts';

/** Scores by two things at once. */
export interface PartedScores<Row, Column> {
  readonly row: Row;
  readonly column: Column;
  readonly scores: Tallied;
}

/** The lines of a table, the largest first. Those with few answers are one line at the end. */
export interface NpsLines<Key> {
  readonly keys: readonly Key[];
  /** How many the last line sums up; 0 if there is no such line. */
  readonly others: number;
}

export interface NpsTable<Row, Column> {
  readonly rows: NpsLines<Row>;
  readonly columns: NpsLines<Column>;
  /** With those of the last lines. */
  readonly cells: readonly (readonly NpsPart[])[];
}

/** A page cannot show more, and each cell is checked against all others. */
const mostLines = 40;

/**
 * What may be said about each cell where the totals of rows and columns are known. What is hidden cannot be computed from what is shown
 * ({@link shownTable}). Null if all answers together are too few.
 */
export const npsOfTable = <Row, Column>(
  parts: readonly PartedScores<Row, Column>[],
  scale: NpsScale,
): NpsTable<Row, Column> | null => {
  const rows = linesOf(parts.map(({ row, scores: found }) => [row, found]));
  const columns = linesOf(parts.map(({ column, scores: found }) => [column, found]));
  if (parts.reduce((sum, { scores }) => sum + sizeOf(scores), 0) < leastForFigures) return null;
  const scores = Array.from({ length: lengthOf(rows) }, () =>
    Array.from({ length: lengthOf(columns) }, () => new Map<number, number>()),
  );
  for (const part of parts) {
    const cell = scores[placeIn(rows, part.row)]?.[placeIn(columns, part.column)];
    for (const [value, count] of part.scores) cell?.set(value, (cell.get(value) ?? 0) + count);
  }
  const counts = scores.map((row) => row.map(sizeOf));
  // One rule for counts and scores: a count tells which scores are of nobody.
  const shown = shownTable(counts, leastForFigures);
  const partOf = (tallied: Tallied, row: number, column: number): NpsPart => {
    const answered = shown[row]?.[column] ?? null;
    return {
      answered,
      withCare: (counts[row]?.[column] ?? 0) < leastForTrust,
      nps: answered === null ? null : npsOf(npsCounts(tallied, scale)),
    };
  };
  const cells = scores.map((row, at) => row.map((tallied, column) => partOf(tallied, at, column)));
  return { rows, columns, cells };
};

const sizeOf = (scores: Tallied): number => [...scores.values()].reduce((sum, count) => sum + count, 0);

/** A line that may not be shown by itself is one of the others, and all of those together are enough. */
const linesOf = <Key>(parts: readonly (readonly [key: Key, scores: Tallied])[]): NpsLines<Key> => {
  const sizes = new Map<Key, number>();
  for (const [key, scores] of parts) sizes.set(key, (sizes.get(key) ?? 0) + sizeOf(scores));
  const lines = [...sizes].filter(([, size]) => size > 0).sort(([, one], [, other]) => other - one);
  const shown = shownCells(
    lines.map(([, size]) => size),
    leastForFigures,
  );
  const keys = lines.flatMap(([key], index) => (index < mostLines && shown[index] !== null ? [key] : []));
  return { keys, others: lines.length - keys.length };
};

const lengthOf = ({ keys, others }: NpsLines<unknown>): number => keys.length + (others > 0 ? 1 : 0);

const placeIn = <Key>({ keys }: NpsLines<Key>, key: Key): number => {
  const place = keys.indexOf(key);
  return place === -1 ? keys.length : place;
};
