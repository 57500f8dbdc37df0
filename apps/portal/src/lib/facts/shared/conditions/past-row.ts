import type { Condition, FactName, PastDays, PurchasesCondition } from '@regulars/conditions';
import { checkCondition } from '@regulars/conditions';
import { comparisonOf, leafOf, newKey, newLeaf, type LeafRow } from './leaf.ts';

export type PastPeriod = 'days' | 'this-month' | 'ever';

/** About earlier purchases of the member; its `where` is a group of its own. */
export interface PastFields {
  kind: 'past';
  key: number;
  period: PastPeriod;
  /** As typed; for the period `days`. */
  days: string;
  /** What is counted, by the fact that counts it for all time, and its comparison. */
  compared: LeafRow;
}

/** The fact with the type, the unit and the operators of what is counted. */
const factOf = {
  count: 'member.purchases',
  visits: 'member.visits',
  sum: 'member.spend',
} as const satisfies Record<PurchasesCondition['purchases'], FactName>;

type Figure = PurchasesCondition['purchases'];
export const figures = ['count', 'visits', 'sum'] as const satisfies readonly Figure[];
export const factOfFigure = (figure: Figure): FactName => factOf[figure];
export const figureOf = ({ compared: { fact } }: Pick<PastFields, 'compared'>): Figure =>
  figures.find((figure) => factOf[figure] === fact) ?? 'count';

export const newPast = (currency: string): PastFields => ({
  kind: 'past',
  key: newKey(),
  period: 'days',
  days: '30',
  compared: { ...newLeaf('member', currency, factOf.visits), op: 'at-least' },
});

/** The fields of a valid condition, without its `where`. */
export function pastFieldsOf(
  { purchases, days, op, value }: PurchasesCondition,
  not: boolean,
  currency: string,
): PastFields {
  return {
    kind: 'past',
    key: newKey(),
    period: days === null ? 'ever' : days === 'this-month' ? days : 'days',
    days: typeof days === 'number' ? String(days) : '30',
    compared: leafOf({ fact: factOf[purchases], op, value }, not, currency),
  };
}

/** The condition of the fields; null if something is missing or wrong. */
export function pastConditionOf(row: PastFields, where: Condition | null): Condition | null {
  const compared = comparisonOf(row.compared, 'member');
  const said = compared && ('not' in compared ? compared.not : compared);
  const days = daysOf(row);
  if (!said || !('fact' in said) || days === undefined) return null;
  const asked = {
    purchases: figureOf(row),
    days,
    ...(where ? { where } : {}),
    op: said.op,
    value: said.value,
  } as PurchasesCondition;
  if (checkCondition(asked, 'member').length > 0) return null;
  return row.compared.not ? { not: asked } : asked;
}

/** Undefined if it is not a number. */
const daysOf = ({ period, days }: PastFields): PastDays | undefined => {
  if (period !== 'days') return period === 'ever' ? null : period;
  return /^\d{1,4}$/u.test(days.trim()) ? Number(days) : undefined;
};
