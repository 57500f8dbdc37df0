import {
  ruleApplies,
  type EarningPurchase,
  type EarningRule,
  type evaluate,
  type RulesOfSale,
} from '@regulars/loyalty';
import type { AskedRules, KeptUnmetRule } from './context.ts';
import type { DecidedSale } from './rule-verdicts.ts';

/** Rules of a trial, by what the purchase decided about their conditions. */
export interface KeptVerdicts {
  /** Still to decide, or their condition held then. */
  readonly open: readonly EarningRule[];
  /** Their condition did not hold then. */
  readonly unmet: readonly KeptUnmetRule[];
}

/** @param decided by the purchase; null if nobody decided anything yet */
export function keptVerdicts(rules: readonly EarningRule[], decided: AskedRules | null): KeptVerdicts {
  const keyOf = ({ id, version }: { readonly id: string; readonly version: number }): string =>
    `${id} ${version}`;
  const held = new Set(decided?.rules.map(keyOf));
  const unmet = new Map(decided?.unmet?.map((rule) => [keyOf(rule), rule]));
  return {
    open: rules
      .filter((rule) => !unmet.has(keyOf(rule)))
      .map(forEveryone)
      .map((rule) => (held.has(keyOf(rule)) ? unconditional(rule) : rule)),
    unmet: rules.flatMap((rule) => unmet.get(keyOf(rule)) ?? []),
  };
}

/** Its audience is decided. */
const forEveryone = ({ audience: _, ...rule }: EarningRule): EarningRule => rule;

const unconditional = ({ when: _, ...rule }: EarningRule): EarningRule => rule;

interface Decided {
  readonly asked: RulesOfSale;
  readonly given: Pick<ReturnType<typeof evaluate>, 'grants' | 'working' | 'failed'>;
  /** Decided by the purchase. */
  readonly unmet: readonly KeptUnmetRule[];
}

/** What was decided about each rule of the moment. */
export const triedSale = (
  live: readonly EarningRule[],
  purchase: EarningPurchase,
  { asked, given, unmet }: Decided,
): DecidedSale => ({
  rules: given.working.filter((rule) => ruleApplies(rule, purchase)),
  unmet: [...unmet, ...asked.unmet.map(({ unmetParts: parts, ...rule }) => ({ ...rule, parts }))],
  failed: [...asked.failed, ...given.failed].map(({ rule, fault }) => ({ ...rule, fault })),
  locationId: purchase.locationId,
  explained: new Set(given.grants.flatMap(({ ruleId }) => ruleId ?? [])),
  hasMember: true,
  live,
});
