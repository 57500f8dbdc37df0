import type { Condition } from '@regulars/conditions';
import {
  defaultPointsPolicy,
  evaluate,
  explained,
  wordsOf,
  type ClubPointsPolicy,
  type EarningLine,
  type EarningPurchase,
  type EarningRule,
  type Grant,
  type LineKind,
  type MemberFacts,
  type RuleEffect,
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

interface MoneyTerms extends Partial<Omit<EarningRule, 'effect'>> {
  readonly rates?: Readonly<Record<string, { readonly points: number; readonly per: number }>>;
  readonly alsoKinds?: readonly LineKind[];
}

/** 1 point per €1, unless told otherwise. */
export function euroRule({
  rates = { EUR: { points: 1, per: 100 } },
  alsoKinds,
  ...more
}: MoneyTerms = {}): EarningRule {
  const byCurrency = Object.entries(rates).map(([currency, rate]) => ({ currency, ...rate }));
  const effect = {
    kind: 'points-per-money',
    rates: byCurrency,
    ...(alsoKinds ? { alsoKinds } : {}),
  } as const;
  return { ...always, id: 'base', effect, ...more };
}

export function times(
  factor: number,
  where: Condition,
  more: Partial<Omit<EarningRule, 'effect'>> = {},
): EarningRule {
  const effect = { kind: 'multiplier', times: factor, where } as const;
  return { ...always, id: 'times', effect, ...more };
}

type Minimums = Extract<RuleEffect, { kind: 'fixed-points' }>['minimums'];

export function fixedRule(
  points: number,
  { minimums = [], ...more }: Partial<Omit<EarningRule, 'effect'>> & { readonly minimums?: Minimums } = {},
): EarningRule {
  const effect = { kind: 'fixed-points', points, minimums } as const;
  return { ...always, id: 'fixed', effect, ...more };
}

/** A rule of any kind. */
export const ruleOf = (effect: RuleEffect, more: Partial<Omit<EarningRule, 'effect'>> = {}): EarningRule => ({
  ...always,
  id: effect.kind,
  effect,
  ...more,
});

export function earn(
  rules: EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts = {},
  policy: Partial<ClubPointsPolicy> = {},
) {
  return evaluate(rules, purchase, facts, { policy: { ...defaultPointsPolicy, ...policy }, zone });
}

/** The English sentences of the grants; every tier is called Röstung. */
export const said = (grants: readonly Grant[]): string[] =>
  explained(grants).map(
    (line) => wordsOf(line, 'en', { rule: () => 'A rule', tier: () => 'Röstung' }).reason,
  );
