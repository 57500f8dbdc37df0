import type { ImportError, ImportKind, ImportMapping } from '@regulars/contracts';
import { Cells, momentOf, phoneOf, shorten, type Reading } from './cells.ts';
import { readMember, type MemberDraft } from './member-draft.ts';
import { plainNumberOf, writtenNumber } from './reading/numbers.ts';
import { englishOf, refusal, RefusedCell, type Refusal } from './refusals.ts';
import { showError } from './show-import.ts';

/** A row as it will come in. */
export interface ReadRow {
  readonly line: number;
  /** Field → text as it is read. */
  readonly fields: Record<string, string>;
  readonly remarks: ImportError[];
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the first row. */
  readonly line: number;
  readonly mapping: ImportMapping;
}

interface Read {
  readonly fields: Record<string, string>;
  readonly left: readonly Refusal[];
}

type ReadLine = (row: readonly string[], cells: Cells, table: Table, reading: Reading) => Read;

/** The first rows as they will come in, each alone. */
export const readRows = (kind: ImportKind, table: Table, reading: Reading): ReadRow[] => {
  const cells = new Cells(table.columns, table.mapping);
  const read: ReadLine = readers[kind];
  return table.rows.map((row, index) => {
    const line = table.line + index;
    const { fields, left } = whole(() => read(row, cells, table, reading));
    const remarks = left.map((each) =>
      showError(
        { line, code: each.code, message: englishOf(each), refusal: each },
        { settings: { mapping: table.mapping } },
      ),
    );
    return { line, fields, remarks };
  });
};

/** Columns with values that the mapping does not use. */
export const unusedColumns = ({ columns, rows, mapping }: Omit<Table, 'line'>): string[] => {
  const used = new Set([
    ...Object.values(mapping.columns).flat(),
    ...mapping.attributes.map(({ column }) => column),
  ]);
  return columns.filter((name, at) => name !== '' && !used.has(name) && rows.some((row) => row[at]?.trim()));
};

const whole = (read: () => Read): Read => {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedCell) return { fields: {}, left: [error.refusal] };
    throw error;
  }
};

const memberRow: ReadLine = (row, cells, { columns, mapping }, reading) => {
  const { draft, left } = readMember(row, columns, cells, mapping, reading);
  const { attributes = {}, joinedAt, pointsExpire, address = {}, tags, ...rest } = draft;
  const told: [string, unknown][] = [
    ...Object.entries(rest satisfies MemberDraft),
    ...Object.entries(address),
    ...(tags ? [['tags', tags.join('; ')] as [string, unknown]] : []),
    ...(joinedAt === undefined ? [] : [['joinedAt', localTime(joinedAt, reading)] as [string, unknown]]),
    // Points expire at the first moment after their last day.
    ...(pointsExpire === undefined
      ? []
      : [['pointsExpire', localTime(new Date(pointsExpire - 1), reading).slice(0, 10)] as [string, unknown]]),
    ...Object.entries(attributes),
  ];
  return { fields: Object.fromEntries(told.map(([field, value]) => [field, String(value)])), left };
};

const anyRow: ReadLine = (row, cells, { mapping }, reading) => {
  cells.assertWhole(row);
  const fields: Record<string, string> = {};
  const left: Refusal[] = [];
  for (const field of Object.keys(mapping.columns)) {
    const text = cells.joined(row, field, 1000);
    if (text === undefined) continue;
    const { fields: said, left: refused } = whole(() => ({
      fields: { [field]: readField(field, text, reading) },
      left: [],
    }));
    Object.assign(fields, said);
    left.push(...refused);
  }
  return { fields, left };
};

const amounts: readonly string[] = ['amount', 'unitPrice', 'discount', 'price'];
const figures: readonly string[] = [...amounts, 'quantity', 'returnedQuantity', 'taxRate', 'points'];

const readField = (field: string, text: string, reading: Reading): string => {
  if (field === 'purchasedAt') return localTime(new Date(momentOf(text, field, reading)), reading);
  if (field === 'phone') return phoneOf(text, field, reading) ?? '';
  return figures.includes(field) ? figureOf(field, text, reading) : text;
};

const readers = {
  members: memberRow,
  products: anyRow,
  purchases: anyRow,
  balances: anyRow,
} satisfies { [Kind in ImportKind]: ReadLine };

/** With a point, and with the currency that is written beside it. */
const figureOf = (field: string, text: string, { options }: Reading): string => {
  const written = writtenNumber(text.replace(/\s*%$/u, ''));
  const plain = plainNumberOf(written?.text ?? '', options.decimal);
  if (!/^[+-]?\d*\.?\d+$/u.test(plain)) throw refusal(field, 'no-number', { value: shorten(text) });
  const currency = amounts.includes(field) ? (written?.currency ?? options.currency ?? '') : '';
  return `${plain} ${currency}`.trim();
};

/** `2026-11-13 14:32`, or the day if it has no time. */
const localTime = (at: Date, { zone }: Reading): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
  return local.replace(/ 00:00$/u, '');
};
