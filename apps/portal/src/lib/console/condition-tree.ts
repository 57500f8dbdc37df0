import type { Condition } from '@regulars/conditions';

export const facts = ['line.category', 'line.brand', 'line.sku', 'line.kind'] as const;
export type Fact = (typeof facts)[number];
export const operators = ['is', 'is-one-of', 'is-not', 'is-none-of'] as const;
export type Operator = (typeof operators)[number];

/** A row of the editor. `values` has one entry where the operator takes one. */
export interface LeafRow {
  kind: 'leaf';
  key: number;
  fact: Fact;
  operator: Operator;
  values: string[];
}
export interface GroupRow {
  kind: 'group';
  key: number;
  join: 'all' | 'any';
  rows: Row[];
}
export type Row = LeafRow | GroupRow;

let lastKey = 0;
/** Rows need keys of their own: two of them may say the same. */
const newKey = (): number => (lastKey += 1);

export const newLeaf = (fact: Fact = 'line.category'): LeafRow => ({
  kind: 'leaf',
  key: newKey(),
  fact,
  operator: 'is',
  values: [''],
});
export const newGroup = (join: 'all' | 'any', rows: Row[]): GroupRow => ({
  kind: 'group',
  key: newKey(),
  join,
  rows,
});

export const takesMany = (operator: Operator): boolean =>
  operator === 'is-one-of' || operator === 'is-none-of';

const isFact = (name: string): name is Fact => facts.some((fact) => fact === name);

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : ''];

function rowOf(condition: Condition, negated: boolean): Row {
  // By De Morgan a negation wanders down to the rows, where the editor can show it.
  if ('not' in condition) return rowOf(condition.not, !negated);
  if ('all' in condition)
    return newGroup(
      negated ? 'any' : 'all',
      condition.all.map((one) => rowOf(one, negated)),
    );
  if ('any' in condition)
    return newGroup(
      negated ? 'all' : 'any',
      condition.any.map((one) => rowOf(one, negated)),
    );
  if (!('fact' in condition)) throw new Error('The editor shows conditions about one line');
  const many = condition.op === 'is-one-of';
  return {
    kind: 'leaf',
    key: newKey(),
    fact: isFact(condition.fact) ? condition.fact : 'line.category',
    operator: many ? (negated ? 'is-none-of' : 'is-one-of') : negated ? 'is-not' : 'is',
    values: textsOf(condition.value),
  };
}

/** The editor's rows of a condition; the outermost is always a group. */
export function treeOf(condition: Condition): GroupRow {
  const row = rowOf(condition, false);
  return row.kind === 'group' ? row : newGroup('all', [row]);
}

function leafCondition({ fact, operator, values }: LeafRow): Condition | null {
  const filled = values.map((value) => value.trim()).filter(Boolean);
  const [first] = filled;
  if (first === undefined) return null;
  const said: Condition = takesMany(operator)
    ? { fact, op: 'is-one-of', value: filled }
    : { fact, op: 'is', value: first };
  return operator === 'is-not' || operator === 'is-none-of' ? { not: said } : said;
}

/** The condition that the rows say; null while nothing is filled in. A group of one is that one. */
export function conditionOf(row: Row): Condition | null {
  if (row.kind === 'leaf') return leafCondition(row);
  const parts = row.rows.map(conditionOf).filter((part) => part !== null);
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  return row.join === 'all' ? { all: parts } : { any: parts };
}

/** Keys of the rows whose value is missing. */
export const emptyRows = (row: Row): number[] =>
  row.kind === 'group'
    ? row.rows.flatMap(emptyRows)
    : row.values.some((value) => value.trim())
      ? []
      : [row.key];
