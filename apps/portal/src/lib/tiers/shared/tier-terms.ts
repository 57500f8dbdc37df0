import type { PointsPolicy } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { TierBase } from './tier-words.ts';

interface Terms {
  /** How tiers are reached. */
  readonly text: (inputs: { period: string }) => string;
  readonly threshold: () => string;
  /** Names the number of a member. */
  readonly label: () => string;
  /** How many would fall. */
  readonly figures: (inputs: { date: string }) => string;
}

const credit: Terms = {
  text: m.console_tiers_text,
  threshold: m.console_tiers_threshold,
  label: m.console_member_status,
  figures: m.tiers_figures_text,
};

const terms: Readonly<Record<TierBase, Terms>> = {
  points: credit,
  spend: credit,
  visits: {
    text: m.tiers_visits_text,
    threshold: m.tiers_visits_threshold,
    label: m.tiers_visits_label,
    figures: m.tiers_visits_figures,
  },
  balance: {
    text: m.tiers_balance_text,
    threshold: m.tiers_balance_threshold,
    label: m.tiers_balance_label,
    figures: m.tiers_balance_figures,
  },
};

/** What managers call that which decides the tiers. Pages of members load none of it. */
export const tierTerms = (base: TierBase): Terms => terms[base];

/** How many would fall until that day. */
export const figuresText = (
  { base, period }: { readonly base: TierBase; readonly period: PointsPolicy['qualifyingPeriod'] },
  date: string,
): string =>
  period === 'membership-year' ? m.tiers_figures_own_years({ date }) : terms[base].figures({ date });
