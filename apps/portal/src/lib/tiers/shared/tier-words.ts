import type { PointsPolicy } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** What decides the tiers of a club. */
export type TierBase = NonNullable<PointsPolicy['statusBase']>;

interface Words {
  /** How tiers are reached, for managers. */
  readonly text: (inputs: { period: string }) => string;
  readonly threshold: () => string;
  readonly from: (inputs: { count: number }) => string;
  readonly keep: (inputs: { count: number; date: string; tier: string }) => string;
  readonly toGo: (inputs: { count: number; tier: string }) => string;
  /** Names the number of a member. */
  readonly label: () => string;
  /** How many would fall, for managers. */
  readonly figures: (inputs: { date: string }) => string;
}

const credit: Words = {
  text: m.console_tiers_text,
  threshold: m.console_tiers_threshold,
  from: m.console_tiers_from,
  keep: m.tiers_fall_keep,
  toGo: ({ count, tier }) => m.member_home_tier_to_go({ points: count, tier }),
  label: m.console_member_status,
  figures: m.tiers_figures_text,
};

const words: Readonly<Record<TierBase, Words>> = {
  points: credit,
  spend: credit,
  visits: {
    text: m.tiers_visits_text,
    threshold: m.tiers_visits_threshold,
    from: m.tiers_visits_from,
    keep: m.tiers_visits_keep,
    toGo: m.tiers_visits_to_go,
    label: m.tiers_visits_label,
    figures: m.tiers_visits_figures,
  },
  balance: {
    text: m.tiers_balance_text,
    threshold: m.tiers_balance_threshold,
    from: m.console_tiers_from,
    keep: m.tiers_balance_keep,
    toGo: m.tiers_balance_to_go,
    label: m.tiers_balance_label,
    figures: m.tiers_balance_figures,
  },
};

/** What texts call that which decides the tiers. */
export const tierWords = (base: TierBase): Words => words[base];

/** How many would fall until that day, for managers. */
export const figuresText = (
  { base, period }: { readonly base: TierBase; readonly period: PointsPolicy['qualifyingPeriod'] },
  date: string,
): string =>
  period === 'membership-year' ? m.tiers_figures_own_years({ date }) : words[base].figures({ date });
