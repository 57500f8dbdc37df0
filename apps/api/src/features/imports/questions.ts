import type { ImportMapping, ImportOptions, StatusMeaning } from '@regulars/contracts';
import { Cells } from './cells.ts';
import { isEndMark } from './csv.ts';
import type { Preset } from './presets/preset.ts';
import type { StatusColumn } from './reading/statuses.ts';
import { SumLine } from './sum-line.ts';

/** A column whose values differ too much holds no statuses, whatever its name is. */
export const withStatus = (mapping: ImportMapping, found: readonly StatusColumn[]): ImportMapping => {
  const { status, ...columns } = mapping.columns;
  const isOne = status !== undefined && found.some(({ column }) => [status].flat()[0] === column);
  return isOne || status === undefined ? mapping : { ...mapping, columns };
};

/** What the known values of the status column mean. */
export const statusesOf = (
  { columns }: Pick<ImportMapping, 'columns'>,
  found: readonly StatusColumn[],
  preset: Pick<Preset, 'statuses'> | null,
): Pick<ImportOptions, 'statuses'> => {
  const [column] = [columns['status'] ?? []].flat();
  const values = found.find((one) => one.column === column)?.values ?? [];
  const known = values.flatMap(({ value, meaning }): [string, StatusMeaning][] => {
    const said = preset?.statuses?.[value] ?? meaning;
    return said === null ? [] : [[value, said]];
  });
  return known.length > 0 ? { statuses: Object.fromEntries(known) } : {};
};

interface Read {
  readonly columns: readonly string[];
  readonly mapping: Pick<ImportMapping, 'columns'>;
  readonly reading: Pick<ImportOptions, 'decimal'>;
}

/** The cells of the last row if it looks like a sum. */
export const sumIn = (
  rows: readonly (readonly string[])[],
  { columns, mapping, reading }: Read,
): string[] | null => {
  const sum = new SumLine(new Cells(columns, mapping), reading.decimal);
  rows.filter((row) => !isEndMark(row)).forEach((row, at) => sum.see(at, row));
  const found = sum.found();
  return found && [...found.cells];
};
