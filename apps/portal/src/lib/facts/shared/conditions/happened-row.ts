import {
  checkCondition,
  happeningNames,
  happenings,
  type Condition,
  type HappenedCondition,
  type Happening,
  type HappeningName,
  type Source,
} from '@regulars/conditions';
import { comparisonOf, leafOf, newKey, newLeaf, type LeafRow } from './leaf.ts';

/** What came of what happened: how often it did, or what followed. */
export const followings = ['times', 'then', 'not then', 'without', 'not without'] as const;
export type Following = (typeof followings)[number];

/** One of the two things that happened, as the editor shows it. */
export interface HappeningFields {
  name: HappeningName;
  /** Which ones; all if empty. */
  of: string[];
}

/** About what happened to the member: all input as typed. */
export interface HappenedRow {
  kind: 'happened';
  key: number;
  first: HappeningFields;
  days: string;
  following: Following;
  /** For `times`. */
  compared: LeafRow;
  next: HappeningFields;
  within: string;
}

/** With the operators of a number. */
const counted = 'member.purchases';

export const sourceOf = (name: HappeningName): Source | undefined => {
  const happening = happenings[name];
  return 'source' in happening ? happening.source : undefined;
};

export const newHappened = (currency: string): HappenedRow => ({
  kind: 'happened',
  key: newKey(),
  first: { name: 'coupon.redeemed', of: [] },
  days: '60',
  following: 'times',
  compared: { ...newLeaf('member', currency, counted), op: 'at-least', values: ['1'] },
  next: { name: 'purchase.recorded', of: [] },
  within: '14',
});

/** The row of a valid condition. */
export function happenedRowOf(condition: HappenedCondition, not: boolean, currency: string): HappenedRow {
  const row = { ...newHappened(currency), first: fieldsOf(condition), days: String(condition.days) };
  if ('op' in condition) {
    const { op, value } = condition;
    return { ...row, compared: leafOf({ fact: counted, op, value }, not, currency) };
  }
  const [form, next] =
    'then' in condition ? (['then', condition.then] as const) : (['without', condition.without] as const);
  return {
    ...row,
    following: not ? `not ${form}` : form,
    next: fieldsOf(next),
    within: String(condition.within),
  };
}

/** The condition of the row; null if something is missing or wrong. */
export function happenedConditionOf(row: HappenedRow): Condition | null {
  const { following } = row;
  const not = following === 'times' ? row.compared.not : following.startsWith('not ');
  const said = {
    ...happeningOf(row.first),
    days: numberOf(row.days),
    ...followingOf(row),
  } as HappenedCondition;
  if (checkCondition(said, 'member').length > 0) return null;
  return not ? { not: said } : said;
}

function followingOf({ following, compared, next, within }: HappenedRow): object {
  if (following === 'times') {
    const condition = comparisonOf(compared, 'member');
    const said = condition && ('not' in condition ? condition.not : condition);
    return said && 'fact' in said ? { op: said.op, value: said.value } : {};
  }
  const form = following.endsWith('then') ? 'then' : 'without';
  return { [form]: happeningOf(next), within: numberOf(within) };
}

const fieldsOf = ({ happened, of }: Happening): HappeningFields => ({ name: happened, of: [...(of ?? [])] });

const happeningOf = ({ name, of }: HappeningFields): Happening =>
  of.length > 0 ? { happened: name, of } : { happened: name };

const numberOf = (typed: string): number => (/^\d{1,4}$/u.test(typed.trim()) ? Number(typed) : Number.NaN);

export const isHappening = (name: string): name is HappeningName =>
  happeningNames.some((one) => one === name);
