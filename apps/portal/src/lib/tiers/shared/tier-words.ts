import type { PointsPolicy } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** What decides the tiers of a club. */
export type TierBase = NonNullable<PointsPolicy['statusBase']>;

interface Words {
  readonly from: (inputs: { count: number }) => string;
  readonly keep: (inputs: { count: number; date: string; tier: string }) => string;
  readonly toGo: (inputs: { count: number; tier: string }) => string;
}

const credit: Words = {
  from: m.console_tiers_from,
  keep: m.tiers_fall_keep,
  toGo: ({ count, tier }) => m.member_home_tier_to_go({ points: count, tier }),
};

const words: Readonly<Record<TierBase, Words>> = {
  points: credit,
  spend: credit,
  visits: { from: m.tiers_visits_from, keep: m.tiers_visits_keep, toGo: m.tiers_visits_to_go },
  balance: { from: m.console_tiers_from, keep: m.tiers_balance_keep, toGo: m.tiers_balance_to_go },
};

/** What texts call that which decides the tiers. */
export const tierWords = (base: TierBase): Words => words[base];
