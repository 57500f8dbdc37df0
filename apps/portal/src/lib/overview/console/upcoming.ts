import type { EarningRule, Overview, Reward, Texts } from '@regulars/contracts';
import { instantOf, isoOf, needsManager, type Attention } from '@regulars/loyalty';

type NameOf = { rule: EarningRule['name']; reward: Texts };
/** Items that need the manager's attention, with the names from a list. Instants as in the API. */
export type Upcoming =
  | { kind: 'expiring'; points: number; members: number; by: string }
  | { kind: 'unpublished'; id: string; name: NameOf['rule']; live: boolean }
  | { kind: 'rule-ends'; id: string; name: NameOf['rule']; validUntil: string }
  | { kind: 'reward-ends'; id: string; name: Texts; validUntil: string }
  | { kind: 'stock'; id: string; name: Texts; left: number };

interface Known {
  overview: Overview;
  rules: readonly EarningRule[];
  rewards: readonly Reward[];
  now: string;
  /** Items that end before this end soon. */
  soon: string;
}

const longest = 6;

export function upcomingOf({ overview, rules, rewards, now, soon }: Known): Upcoming[] {
  const ending = <Kept extends { validUntil: string | null }>(kept: Kept) => ({
    ...kept,
    validUntil: kept.validUntil === null ? null : instantOf(kept.validUntil),
  });
  const attention = needsManager({
    expiringPoints: overview.expiringSoon?.points ?? 0,
    rules: rules.map((rule) => ({ ...ending(rule), scheduledVersion: rule.scheduled?.version ?? null })),
    rewards: rewards.map(ending),
    now: instantOf(now),
    soon: instantOf(soon),
  });
  return attention.slice(0, longest).flatMap((need) => named(need, { overview, rules, rewards }));
}

const expiringOf = ({ expiringSoon: soon }: Overview): Upcoming[] =>
  soon ? [{ kind: 'expiring', points: soon.points, members: soon.members, by: soon.until }] : [];

function named(
  need: Attention,
  { overview, rules, rewards }: Pick<Known, 'overview' | 'rules' | 'rewards'>,
): Upcoming[] {
  const find = <Kept extends { id: string }>(all: readonly Kept[], id: string): Kept[] =>
    all.filter((one) => one.id === id);
  switch (need.kind) {
    case 'expiring':
      return expiringOf(overview);
    case 'unpublished':
      return find(rules, need.id).map(({ name }) => ({ ...need, name }));
    case 'stock':
      return find(rewards, need.id).map(({ name }) => ({ ...need, name }));
    case 'rule-ends':
      return find(rules, need.id).map(({ id, name }) => ({
        kind: need.kind,
        id,
        name,
        validUntil: isoOf(need.at),
      }));
    case 'reward-ends':
      return find(rewards, need.id).map(({ id, name }) => ({
        kind: need.kind,
        id,
        name,
        validUntil: isoOf(need.at),
      }));
  }
}
