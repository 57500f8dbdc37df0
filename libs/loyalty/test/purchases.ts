import type { LineFilter } from '@regulars/conditions';
import {
  defaultPointsPolicy,
  evaluate,
  type ClubPointsPolicy,
  type EarningLine,
  type EarningPurchase,
  type EarningRule,
  type MemberFacts,
  type MoneyRule,
  type MultiplierRule,
} from '../src/index.ts';
import { berlin, noon } from './passbook.ts';

export const zone = berlin;

/** A line of one piece, without tax and discount unless told otherwise. */
export function goods(gross: number, more: Partial<EarningLine> = {}): EarningLine {
  return { kind: 'goods', gross, net: gross, discount: 0, quantity: 1000, taxRate: 0, ...more };
}

export function purchaseOf(lines: EarningLine[]): EarningPurchase {
  return { currency: 'EUR', locationId: 'vienna-1', purchasedAt: noon, lines };
}

const always = { validity: { from: null, until: null }, countsTowardsStatus: true, caps: [], version: 1 };

export function euroRule(more: Partial<MoneyRule> = {}): MoneyRule {
  const rates = { EUR: { points: 1, per: 100 } };
  return { ...always, kind: 'points-per-money', id: 'base', name: '1 point per euro', rates, ...more };
}

export function times(factor: number, where: LineFilter, more: Partial<MultiplierRule> = {}): MultiplierRule {
  return { ...always, kind: 'multiplier', id: 'times', name: `× ${factor}`, times: factor, where, ...more };
}

export function earn(
  rules: EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts = {},
  policy: Partial<ClubPointsPolicy> = {},
) {
  return evaluate(rules, purchase, facts, { policy: { ...defaultPointsPolicy, ...policy }, zone });
}
