import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npsScales } from './nps.ts';
import { npsOfTable } from './nps-table.ts';
import { shownTable } from './tables.ts';

const least = 5;
type Table = readonly (readonly number[])[];
const columnsOf = (table: Table): number[][] =>
  (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? 0));
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Each total is 0 or at least `least`. */
const tables = (lines: number, most: number) =>
  fc
    .integer({ min: 1, max: lines })
    .chain((width) =>
      fc.array(
        fc.array(fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: most })), { minLength: width, maxLength: width }),
        { minLength: 1, maxLength: lines },
      ),
    )
    .filter((table) =>
      [...table, ...columnsOf(table)].every((line) => sum(line) === 0 || sum(line) >= least),
    );

/** What a cell can be at most, by trying every table that has the same totals and the same shown cells. */
const highestOf = (
  table: Table,
  shown: readonly (readonly (number | null)[])[],
  wanted: readonly number[],
) => {
  const [wantedRow, wantedColumn] = wanted;
  const columnsLeft = columnsOf(table).map(sum);
  let highest = -1;
  const fill = (row: number, column: number, left: number, found: number): void => {
    if (highest >= least) return;
    const cells = table[row];
    if (!cells) {
      if (columnsLeft.every((each) => each === 0)) highest = Math.max(highest, found);
      return;
    }
    if (column === cells.length) {
      if (left === 0) fill(row + 1, 0, sum(table[row + 1] ?? []), found);
      return;
    }
    const known = shown[row]?.[column] ?? null;
    const most = Math.min(left, columnsLeft[column] ?? 0);
    const isWanted = row === wantedRow && column === wantedColumn;
    for (let count = known ?? most; count >= (known ?? 0) && count <= most; count -= 1) {
      columnsLeft[column] = (columnsLeft[column] ?? 0) - count;
      fill(row, column + 1, left - count, isWanted ? count : found);
      columnsLeft[column] = (columnsLeft[column] ?? 0) + count;
    }
  };
  fill(0, 0, sum(table[0] ?? []), -1);
  return highest;
};

describe('a table with known totals', () => {
  it.each<[Table, (number | null)[][]]>([
    [
      [
        [9, 8],
        [7, 6],
      ],
      [
        [9, 8],
        [7, 6],
      ],
    ],
    // One hidden cell alone would follow from its row, and two in a row from their columns.
    [
      [
        [3, 20],
        [15, 30],
      ],
      [
        [null, null],
        [null, null],
      ],
    ],
    [
      [
        [3, 20, 9],
        [15, 30, 8],
        [40, 7, 50],
      ],
      [
        [null, 20, null],
        [null, 30, null],
        [40, 7, 50],
      ],
    ],
    // Also zero, if it would tell.
    [
      [
        [3, 20],
        [15, 0],
      ],
      [
        [null, null],
        [null, null],
      ],
    ],
  ])('of %j shows %j', (counts, shown) => {
    expect(shownTable(counts, least)).toEqual(shown);
  });

  it('leaves each hidden cell open: it could be as many as are shown', () => {
    fc.assert(
      fc.property(tables(3, 12), (table) => {
        const shown = shownTable(table, least);
        table.forEach((row, at) =>
          row.forEach((count, column) => {
            const cell = shown[at]?.[column] ?? null;
            if (count === 0 || count >= least) return;
            expect(cell).toBeNull();
            expect(highestOf(table, shown, [at, column])).toBeGreaterThanOrEqual(least);
          }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('shows nothing from which equations compute a small cell', () => {
    fc.assert(
      fc.property(tables(8, 40), (table) => {
        const shown = shownTable(table, least);
        const hidden = table.flatMap((row, at) =>
          row.flatMap((count, column) =>
            (shown[at]?.[column] ?? null) === null ? [{ at, column, count }] : [],
          ),
        );
        const lines = [
          ...table.map((_, row) => hidden.map(({ at }) => Number(at === row))),
          ...columnsOf(table).map((_, line) => hidden.map(({ column }) => Number(column === line))),
        ];
        const solved = solvedBy(lines);
        hidden.forEach(({ count }, index) => {
          if (count > 0 && count < least) expect(solved.has(index)).toBe(false);
        });
      }),
      { numRuns: 150 },
    );
  });
});

/** The unknowns that linear equations determine, by Gauss and Jordan. */
const solvedBy = (equations: readonly (readonly number[])[]): ReadonlySet<number> => {
  const rows = equations.map((row) => [...row]);
  let next = 0;
  for (let unknown = 0; unknown < (rows[0]?.length ?? 0); unknown += 1) {
    const at = rows.findIndex((row, index) => index >= next && Math.abs(row[unknown] ?? 0) > 1e-9);
    const pivot = rows[at];
    if (!pivot) continue;
    rows[at] = rows[next] ?? [];
    const scaled = pivot.map((value) => value / (pivot[unknown] ?? 1));
    rows[next] = scaled;
    rows.forEach((row, index) => {
      const factor = row[unknown] ?? 0;
      if (index !== next && factor !== 0)
        rows[index] = row.map((value, place) => value - factor * (scaled[place] ?? 0));
    });
    next += 1;
  }
  const alone = rows.map((row) => row.flatMap((value, index) => (Math.abs(value) > 1e-9 ? [index] : [])));
  return new Set(alone.flatMap((places) => (places.length === 1 ? places : [])));
};

describe('scores by two things', () => {
  const scale = npsScales['0-10'];
  const part = (row: string, column: string, count: number, value = 9) => ({
    row,
    column,
    scores: new Map([[value, count]]),
  });

  it('sums up lines with few answers, and hides scores under ten answers with those that would tell them', () => {
    const table = npsOfTable(
      [
        part('Vienna', 'Gold', 120),
        part('Vienna', 'Silver', 30, 3),
        part('Berlin', 'Gold', 40, 3),
        part('Berlin', 'Silver', 25),
        part('Prague', 'Gold', 6),
        part('Prague', 'Silver', 50),
        part('Graz', 'Gold', 2),
        part('Wels', 'Silver', 9),
      ],
      scale,
    );
    expect(table).toMatchObject({
      rows: { keys: ['Vienna', 'Berlin', 'Prague'], others: 2 },
      columns: { keys: ['Gold', 'Silver'], others: 0 },
    });
    const scores = table?.cells.map((row) => row.map(({ answered, nps }) => [answered, nps?.score ?? null]));
    const none = [null, null];
    expect(scores).toEqual([
      [
        [120, 1],
        [30, -1],
      ],
      [none, none],
      [none, none],
      [none, none],
    ]);
    expect(table?.cells[0]?.map(({ withCare }) => withCare)).toEqual([false, true]);
  });

  it('is nothing under ten answers', () => {
    expect(npsOfTable([part('Vienna', 'Gold', 9)], scale)).toBeNull();
    expect(npsOfTable([], scale)).toBeNull();
  });

  it('never computes a score of few from those of the lines and of the other cells', () => {
    const cell = fc.record({
      row: fc.constantFrom('a', 'b', 'c', 'd'),
      column: fc.constantFrom('x', 'y', 'z'),
      scores: fc.nat({ max: 14 }).map((count) => new Map([[9, count]])),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(cell, { selector: ({ row, column }) => row + column, maxLength: 12 }),
        (parts) => {
          const table = npsOfTable(parts, scale);
          if (!table) return;
          const cells = table.cells.flatMap((row, at) =>
            row.map((each, column) => ({ ...each, at, column })),
          );
          const sizes = cells.map(({ at, column }) =>
            sum(
              parts
                .filter(
                  (each) =>
                    placeOf(table.rows.keys, each.row) === at &&
                    placeOf(table.columns.keys, each.column) === column,
                )
                .map(({ scores }) => scores.get(9) ?? 0),
            ),
          );
          const hidden = cells.flatMap(({ nps, at, column, answered }, index) =>
            nps === null && answered !== 0 ? [{ at, column, size: sizes[index] ?? 0 }] : [],
          );
          const solved = solvedBy([
            ...table.cells.map((_, row) => hidden.map(({ at }) => Number(at === row))),
            ...(table.cells[0] ?? []).map((_, line) => hidden.map(({ column }) => Number(column === line))),
          ]);
          hidden.forEach(({ size }, index) => {
            if (size > 0 && size < 10) expect(solved.has(index)).toBe(false);
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});

const placeOf = (keys: readonly string[], key: string): number =>
  keys.includes(key) ? keys.indexOf(key) : keys.length;
