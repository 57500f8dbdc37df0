import type { EarningRule, Overview, Reward, Texts } from '@regulars/contracts';

/** Something that a manager may want to act on soon. Counts and instants as the API gives them. */
export type Upcoming =
  | { kind: 'expiring'; points: number; members: number; until: string }
  | { kind: 'unpublished'; id: string; name: string; live: boolean }
  | { kind: 'rule-ends'; id: string; name: string; at: string }
  | { kind: 'reward-ends'; id: string; name: Texts; at: string }
  | { kind: 'stock'; id: string; name: Texts; left: number };

interface Known {
  overview: Overview;
  rules: readonly EarningRule[];
  rewards: readonly Reward[];
  now: string;
  /** What ends before this is soon. */
  soon: string;
}

const fewLeft = 10;
const longest = 6;

export function upcomingOf({ overview, rules, rewards, now, soon }: Known): Upcoming[] {
  const ends = (at: string | null): at is string =>
    at !== null && Date.parse(at) > Date.parse(now) && Date.parse(at) <= Date.parse(soon);
  const { expiringSoon } = overview;
  const live = rewards.filter((reward) => reward.state === 'live');
  const items: Upcoming[] = [
    ...(expiringSoon.points > 0 ? [{ kind: 'expiring' as const, ...expiringSoon }] : []),
    ...rules
      .filter(({ version, liveVersion, scheduled }) => ![liveVersion, scheduled?.version].includes(version))
      .map(({ id, name, state }) => ({ kind: 'unpublished' as const, id, name, live: state === 'live' })),
    ...live
      .filter(({ stock }) => stock !== null && stock <= fewLeft)
      .map(({ id, name, stock }) => ({ kind: 'stock' as const, id, name, left: stock ?? 0 })),
    ...rules.flatMap(({ id, name, state, validUntil }) =>
      state === 'live' && ends(validUntil) ? [{ kind: 'rule-ends' as const, id, name, at: validUntil }] : [],
    ),
    ...live.flatMap(({ id, name, validUntil }) =>
      ends(validUntil) ? [{ kind: 'reward-ends' as const, id, name, at: validUntil }] : [],
    ),
  ];
  return items.slice(0, longest);
}
