import { moreIn } from './base-rate.ts';
import { ruleKinds, type RuleReason } from './kinds/index.ts';
import type { Explain } from './kinds/kind.ts';
import type { CapPeriod } from './rule.ts';

interface TierReason {
  readonly kind: 'tier';
  readonly amount: number;
  readonly currency: string;
  readonly times: number;
  readonly tier: string;
}

export type GrantReason = RuleReason | TierReason;

/** What one rule, or the member's tier, gave to a purchase, and why. */
export interface Grant {
  /** Null for the tier's own. */
  readonly ruleId: string | null;
  readonly version: number | null;
  readonly name: string;
  readonly points: number;
  readonly status: number;
  /** What it would have been without the cap; null where no cap trimmed it. */
  readonly cappedFrom: number | null;
  readonly cappedBy: CapPeriod | null;
  readonly reason: GrantReason;
  /** The reason in English. */
  readonly sentence: string;
}

const explain: Explain<GrantReason> = {
  ...ruleKinds['points-per-money'].explain,
  ...ruleKinds.multiplier.explain,
  ...ruleKinds['fixed-points'].explain,
  tier: {
    en: (reason) => `${reason.tier}: ${moreIn('en', reason)}`,
    de: (reason) => `${reason.tier}: ${moreIn('de', reason)}`,
    cs: (reason) => `${reason.tier}: ${moreIn('cs', reason)}`,
  },
};

type ReasonOf<K extends GrantReason['kind']> = {
  [P in K]: Extract<GrantReason, { readonly kind: P }> & { readonly kind: P };
}[K];

export const sentenceOf = <K extends GrantReason['kind']>(reason: ReasonOf<K>): string =>
  explain[reason.kind].en(reason);

export function cappedText(cappedFrom: number, points: number, per: CapPeriod): string {
  const periods = {
    purchase: 'per purchase',
    day: 'per day',
    month: 'per month',
    member: 'per member',
    rule: 'of the rule',
  };
  return `; ${points} instead of ${cappedFrom} by the limit ${periods[per]}`;
}
