import { importFields, type ImportKind, type ImportMapping } from '@regulars/contracts';
import { bare, isHouseNumber, spellings } from './reading/spellings.ts';
import { truthIn } from './reading/truths.ts';

/** Each order of a web shop is named by `Name`, and its `Total` stands on its first line only. */
const ofOrderLines = /^lineitem/;
const meansOrder: Record<string, readonly string[]> = { receipt: ['name'], amount: ['lineitemtotal'] };

/** Names that mean something else in files of a kind: numbers of lines and of articles, money of customers. */
const otherwise = {
  members: ['saldo', 'zustatek', 'stand'],
  products: [],
  purchases: ['id', 'barcode'],
  balances: [],
} satisfies { [Kind in ImportKind]: readonly string[] };

/** Fields that differ from line to line. A person has many purchases. */
const differing = {
  members: ['externalId'],
  products: [],
  purchases: [],
  balances: ['externalId'],
} satisfies { [Kind in ImportKind]: readonly string[] };

const knownAs = (kind: ImportKind, field: string, header: readonly string[]): readonly string[] => {
  const others: readonly string[] = otherwise[kind];
  const ofLines = header.some((name) => ofOrderLines.test(bare(name))) ? meansOrder[field] : undefined;
  // A second column with a phone has the second one, whatever its name is.
  const also = field === 'secondPhone' ? (spellings['phone'] ?? []) : [];
  return [...(ofLines ?? spellings[field] ?? []), ...also].filter((name) => !others.includes(name));
};

/** Too few rows tell nothing. */
const fewestRows = 2;

/** Numbers of people differ; `TRUE` in a column `Customer` says something else. */
const mayNumber = (
  column: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): boolean => {
  const at = header.indexOf(column);
  const filled = rows.map((row) => row[at]?.trim() ?? '').filter((text) => text !== '');
  if (filled.length > 0 && filled.every((text) => /\p{L}/u.test(text) && truthIn(text) !== null))
    return false;
  return filled.length < fewestRows || new Set(filled).size > 1 + filled.length / 10;
};

/** Fields that add up what several columns say. */
const several = ['discount', 'barcodes'];

/** The probable meaning of the columns. Each column is used once. */
export const guessMapping = (
  kind: ImportKind,
  header: readonly string[],
  rows: readonly (readonly string[])[] = [],
): ImportMapping => {
  const free = new Set(header.filter((name) => name !== ''));
  const columns: ImportMapping['columns'] = {};
  const mustDiffer: readonly string[] = differing[kind];
  const isEmpty = emptyColumns(header, rows);
  for (const field of importFields[kind]) {
    const known = knownAs(kind, field, header);
    const found = [...free]
      .filter((name) => known.includes(bare(name)))
      .filter((name) => !mustDiffer.includes(field) || mayNumber(name, header, rows))
      .sort((left, right) => known.indexOf(bare(left)) - known.indexOf(bare(right)))
      .sort((left, right) => Number(isEmpty(left)) - Number(isEmpty(right)));
    const taken = several.includes(field) ? found : found.slice(0, 1);
    if (taken.length === 0) continue;
    for (const name of taken) free.delete(name);
    columns[field] = taken.length > 1 ? taken : (taken[0] ?? '');
  }
  return {
    columns: withoutCards(withHouseNumber(withTime(withLastName(columns), free), free)),
    attributes: [],
  };
};

/** Columns without a value, if there are rows: `Phone` beside a filled `Mobile`. */
const emptyColumns = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
): ((column: string) => boolean) => {
  const filled = new Set<number>();
  for (const row of rows) for (const [at, cell] of row.entries()) if (cell.trim() !== '') filled.add(at);
  return (column) => rows.length > 0 && !filled.has(header.indexOf(column));
};

/** A `Name` beside a first name is the last name. */
const withLastName = ({ fullName, ...columns }: ImportMapping['columns']): ImportMapping['columns'] => {
  if (fullName === undefined) return columns;
  const { firstName, lastName } = columns;
  if (firstName !== undefined && lastName !== undefined) return columns;
  return firstName === undefined ? { ...columns, fullName } : { ...columns, lastName: fullName };
};

const timeColumns = ['time', 'uhrzeit', 'zeit', 'cas'];

/** A time in a column of its own belongs to the date. */
const withTime = (columns: ImportMapping['columns'], free: ReadonlySet<string>): ImportMapping['columns'] => {
  const { purchasedAt } = columns;
  const time = [...free].find((name) => timeColumns.includes(bare(name)));
  if (typeof purchasedAt !== 'string' || time === undefined) return columns;
  return { ...columns, purchasedAt: [purchasedAt, time] };
};

/** The number of the house in a column of its own belongs to the street. */
const withHouseNumber = (
  columns: ImportMapping['columns'],
  free: ReadonlySet<string>,
): ImportMapping['columns'] => {
  const { street } = columns;
  const more = [...free].filter(isHouseNumber);
  if (typeof street !== 'string' || more.length === 0) return columns;
  return { ...columns, street: [street, ...more] };
};

/** Without points, what expires is a card. */
const withoutCards = ({ pointsExpire, ...columns }: ImportMapping['columns']): ImportMapping['columns'] =>
  columns['points'] === undefined || pointsExpire === undefined ? columns : { ...columns, pointsExpire };
