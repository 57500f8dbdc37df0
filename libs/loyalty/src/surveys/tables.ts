/** Counts by two things at once, as answers by location and tier. All rows are equally long. */
type Table = readonly (readonly number[])[];

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * The cells of a table of which all totals of rows and columns are known; null for those that may not be shown. Whatever is
 * shown, each cell under `least` could still be `least` or more, so no total less the other cells tells what few said. Zero is
 * shown unless it would tell. Every total has to be 0 or at least `least`.
 */
export const shownTable = (counts: Table, least: number): (number | null)[][] => {
  const hidden = new Hidden(counts);
  const few = cellsOf(counts).filter((cell) => hidden.count(cell) > 0 && hidden.count(cell) < least);
  for (const cell of few) hidden.add(cell);
  // What is hidden later only widens what was possible before.
  for (const cell of few)
    while (hidden.highest(cell, least) < least) {
      const corners = hidden.cornersFor(cell, least);
      if (!corners) break;
      for (const corner of corners) hidden.add(corner);
    }
  return counts.map((row, at) =>
    row.map((count, column) => (hidden.has({ row: at, column }) ? null : count)),
  );
};

const cellsOf = (counts: Table): Cell[] =>
  counts.flatMap((cells, row) => cells.map((_, column) => ({ row, column })));

/** The cells of a table that are hidden. */
class Hidden {
  readonly #counts: Table;
  readonly #hidden: boolean[][];
  constructor(counts: Table) {
    this.#counts = counts;
    this.#hidden = counts.map((row) => row.map(() => false));
  }

  count({ row, column }: Cell): number {
    return this.#counts[row]?.[column] ?? 0;
  }
  has({ row, column }: Cell): boolean {
    return this.#hidden[row]?.[column] ?? false;
  }
  add({ row, column }: Cell): void {
    const cells = this.#hidden[row];
    if (cells) cells[column] = true;
  }

  /**
   * What a cell could be at most, as far as it matters. The hidden cells are pipes from rows to columns: what one takes less of, others
   * take more of. So it is the greatest flow back from the column to the row, where a pipe gives up no more than its count.
   */
  highest(cell: Cell, enough: number): number {
    const flow = this.#counts.map((row) => [...row]);
    let found = this.count(cell);
    while (found < enough) {
      const way = this.#wayBack(cell, flow);
      if (!way) break;
      const more = Math.min(enough - found, ...way.given.map(({ row, column }) => flow[row]?.[column] ?? 0));
      for (const { row, column } of way.given) change(flow, row, column, -more);
      for (const { row, column } of way.taken) change(flow, row, column, more);
      found += more;
    }
    return found;
  }

  /** From the column of a cell to its row by hidden cells, the fewest first: down to those that give, and up by those that take. */
  #wayBack(cell: Cell, flow: Table): { given: Cell[]; taken: Cell[] } | null {
    const columns = new Map<number, Cell | null>([[cell.column, null]]);
    const rows = new Map<number, Cell>();
    for (const [column] of columns)
      for (const [row, cells] of flow.entries()) {
        const gives = { row, column };
        const isOther = row !== cell.row || column !== cell.column;
        if (rows.has(row) || !isOther || !this.has(gives) || (cells[column] ?? 0) === 0) continue;
        rows.set(row, gives);
        if (row === cell.row) return wayTo(row, rows, columns);
        for (const taking of cells.keys()) {
          const takes = { row, column: taking };
          if (!columns.has(taking) && this.has(takes)) columns.set(taking, takes);
        }
      }
    return null;
  }

  /** The three other corners of a rectangle that widen most what the cell could be, then those that hide least; null if all is hidden. */
  cornersFor(cell: Cell, least: number): readonly Cell[] | null {
    let best: { corners: readonly Cell[]; gain: number; cost: number } | null = null;
    for (const { row, column } of cellsOf(this.#counts)) {
      if (row === cell.row || column === cell.column) continue;
      const gives = [
        { row: cell.row, column },
        { row, column: cell.column },
      ];
      const corners = [...gives, { row, column }].filter((corner) => !this.has(corner));
      if (corners.length === 0) continue;
      const gain = Math.min(least - this.count(cell), ...gives.map((corner) => this.count(corner)));
      const cost = corners.reduce((sum, corner) => sum + this.count(corner), 0);
      if (!best || gain > best.gain || (gain === best.gain && cost < best.cost))
        best = { corners, gain, cost };
    }
    return best?.corners ?? null;
  }
}

const wayTo = (
  end: number,
  rows: ReadonlyMap<number, Cell>,
  columns: ReadonlyMap<number, Cell | null>,
): { given: Cell[]; taken: Cell[] } => {
  const given: Cell[] = [];
  const taken: Cell[] = [];
  let row: number | undefined = end;
  while (row !== undefined) {
    const gives = rows.get(row);
    if (!gives) break;
    given.push(gives);
    const takes: Cell | null = columns.get(gives.column) ?? null;
    if (takes) taken.push(takes);
    row = takes?.row;
  }
  return { given, taken };
};

const change = (flow: number[][], row: number, column: number, by: number): void => {
  const cells = flow[row];
  if (cells) cells[column] = (cells[column] ?? 0) + by;
};
