import {
  checkCondition,
  conditionLimits,
  facts,
  factsIn,
  operatorOf,
  operatorsOf,
  type Comparison,
  type Condition,
  type Context,
  type Fact,
  type FactName,
  type OperatorName,
  type Value,
} from '@regulars/conditions';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';

/** A comparison as a row of the editor: all input as typed. */
export interface LeafRow {
  kind: 'leaf';
  key: number;
  fact: FactName;
  /** Which one, for facts that take a parameter. */
  parameter: string;
  op: OperatorName;
  /** Whether the row is negated. */
  not: boolean;
  /** One entry if the operator takes one. */
  values: string[];
  /** Of a range. */
  from: string;
  to: string;
  currency: string;
}

let lastKey = 0;
/** Rows need their own keys, because two may be equal. */
export const newKey = (): number => (lastKey += 1);

export const factOfRow = ({ fact }: { fact: FactName }): Fact => facts[fact];
export const takesOf = ({ fact, op }: Pick<LeafRow, 'fact' | 'op'>) =>
  operatorOf(facts[fact], op)?.takes ?? 'nothing';

/** A new row with the context's first fact. */
export const newLeaf = (context: Context, currency: string, fact = firstFact(context)): LeafRow => ({
  kind: 'leaf',
  key: newKey(),
  parameter: '',
  not: false,
  from: '',
  to: '',
  currency,
  ...firstOf(fact),
});

const firstFact = (context: Context): FactName => factsIn(context)[0] ?? 'line.category';

/** The initial row of a fact: its first operator, and the first choice if there is one. */
export const firstOf = (fact: FactName): Pick<LeafRow, 'fact' | 'op' | 'values'> => {
  const { choices, type, nullable }: Fact = facts[fact];
  const [op = 'is'] = operatorsOf({ type, nullable });
  return { fact, op, values: [choices ? (Object.keys(choices)[0] ?? '') : ''] };
};

/** The row of a valid comparison. */
export function leafOf({ fact, key = '', op, value }: Comparison, not: boolean, currency: string): LeafRow {
  const row = { ...newLeaf('line', currency, fact), parameter: key, op: op as OperatorName, not };
  // A flag that is false is shown as the negation.
  if (typeof value === 'boolean') return { ...row, not: not === value };
  if (Array.isArray(value)) return { ...row, values: value.map(String) };
  if (typeof value !== 'object') return { ...row, values: [value === undefined ? '' : String(value)] };
  if ('amount' in value)
    return { ...row, values: [majorOf(value.amount, value.currency)], currency: value.currency };
  if (!('from' in value)) return row;
  if ('currency' in value) {
    const { from, to, currency: of } = value;
    return { ...row, from: majorOf(from, of), to: majorOf(to, of), currency: of };
  }
  return { ...row, from: String(value.from), to: String(value.to) };
}

/** The condition of the row; null if something is missing or wrong. */
export function comparisonOf(row: LeafRow, context: Context): Condition | null {
  const value = valueOf(row);
  const key = factOfRow(row).parameter ? { key: row.parameter.trim() } : {};
  const said = {
    fact: row.fact,
    ...key,
    op: row.op,
    ...(value === undefined ? {} : { value }),
  } as Comparison;
  if (checkCondition(said, context).length > 0) return null;
  return row.not ? { not: said } : said;
}

function valueOf(row: LeafRow): Value | null | undefined {
  const filled = row.values.map((value) => value.trim()).filter(Boolean);
  switch (takesOf(row)) {
    case 'nothing':
      return undefined;
    case 'many':
      return filled;
    case 'days':
      return numberOf(filled[0] ?? '');
    case 'range':
      return rangeOf(row);
    case 'one':
      return oneOf(row, filled[0] ?? '');
  }
}

function oneOf(row: LeafRow, typed: string): Value | null {
  switch (factOfRow(row).type) {
    case 'flag':
      return true;
    case 'number':
      return numberOf(typed);
    case 'money': {
      const amount = amountOf(typed, row.currency);
      return amount === null ? null : { amount, currency: row.currency };
    }
    case 'text':
    case 'choice':
    case 'step':
    case 'set':
    case 'date':
    case 'time':
      return typed;
  }
}

function rangeOf(row: LeafRow): Value | null {
  const { type } = factOfRow(row);
  if (type === 'time') return { from: row.from, to: row.to };
  const read = (typed: string): number | null =>
    type === 'money' ? amountOf(typed, row.currency) : numberOf(typed);
  const [from, to] = [read(row.from), read(row.to)];
  if (from === null || to === null) return null;
  return type === 'money' ? { from, to, currency: row.currency } : { from, to };
}

const amountOf = (typed: string, currency: string): number | null =>
  isCurrency(currency) ? minorOf(typed, currency) : null;

/** '1,5' or '1.5' with as many places as conditions allow; null for anything else. */
function numberOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  const parts = /^\d{1,13}(?:\.(\d+))?$/u.exec(text);
  return parts && (parts[1] ?? '').length <= conditionLimits.places ? Number(text) : null;
}
