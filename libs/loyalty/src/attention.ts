import type { Instant } from './clock.ts';

/** The dates of a rule or reward that matter to a manager. Null means open-ended. */
interface Ending {
  readonly id: string;
  readonly state: string;
  readonly validUntil: Instant | null;
}
export interface AttentiveRule extends Ending {
  readonly version: number;
  readonly liveVersion: number | null;
  readonly scheduledVersion: number | null;
}
export interface AttentiveReward extends Ending {
  readonly stock: number | null;
}

/** Items that need the manager's attention, by id of the rule or reward. */
export type Attention =
  | { readonly kind: 'expiring' }
  | { readonly kind: 'unpublished'; readonly id: string; readonly live: boolean }
  | { readonly kind: 'stock'; readonly id: string; readonly left: number }
  | { readonly kind: 'rule-ends'; readonly id: string; readonly at: Instant }
  | { readonly kind: 'reward-ends'; readonly id: string; readonly at: Instant };

export interface Programme {
  /** Points of members that expire soon. */
  readonly expiringPoints: number;
  readonly rules: readonly AttentiveRule[];
  readonly rewards: readonly AttentiveReward[];
  readonly now: Instant;
  /** Items that end before this moment end soon. */
  readonly soon: Instant;
}

const fewLeft = 10;

/** What a manager may want to act on, most urgent first: points, drafts, stock, then endings. */
export function needsManager({ expiringPoints, rules, rewards, now, soon }: Programme): Attention[] {
  const live = rewards.filter(({ state }) => state === 'live');
  const liveRules = rules.filter(({ state }) => state === 'live');
  return [
    ...(expiringPoints > 0 ? [{ kind: 'expiring' } as const] : []),
    ...rules
      .filter(({ state }) => state !== 'paused' && state !== 'ended')
      .filter((rule) => rule.version !== rule.liveVersion && rule.version !== rule.scheduledVersion)
      .map(({ id, state }) => ({ kind: 'unpublished', id, live: state === 'live' }) as const),
    ...live.flatMap(({ id, stock }) =>
      stock !== null && stock <= fewLeft ? [{ kind: 'stock', id, left: stock } as const] : [],
    ),
    ...endingOf(liveRules, now, soon).map((end) => ({ kind: 'rule-ends', ...end }) as const),
    ...endingOf(live, now, soon).map((end) => ({ kind: 'reward-ends', ...end }) as const),
  ];
}

const endingOf = (all: readonly Ending[], now: Instant, soon: Instant): { id: string; at: Instant }[] =>
  all.flatMap(({ id, validUntil: at }) => (at !== null && at > now && at <= soon ? [{ id, at }] : []));
