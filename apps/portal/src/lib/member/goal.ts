import type { OfferedReward } from '@regulars/contracts';
import { inLanguage } from '#lib/texts.ts';

type Reward = Pick<OfferedReward, 'points' | 'missing' | 'limitReached' | 'stock' | 'name'>;

/** Whether it can be had at all, once there are enough points. */
export const isOpen = (reward: Reward): boolean => !reward.limitReached && reward.stock !== 0;
export const isAffordable = (reward: Reward): boolean => isOpen(reward) && reward.missing === 0;

/** Affordable first, then the nearest; what cannot be had at all comes last. */
export const byReach = (a: Reward, b: Reward): number =>
  Number(isOpen(b)) - Number(isOpen(a)) || a.missing - b.missing || a.points - b.points;

/** The one next thing to reach: the nearest reward that is not affordable yet. */
export const nextGoal = <R extends Reward>(rewards: readonly R[]): R | undefined =>
  rewards
    .filter((reward) => isOpen(reward) && reward.missing > 0)
    .toSorted((a, b) => a.missing - b.missing)[0];

/** At most two rewards that are reached and the next one, each step at a height of its own. */
export function stepsTo(rewards: readonly Reward[]): { at: number; label: string }[] {
  const reached = rewards.filter(isAffordable).toSorted((a, b) => b.points - a.points);
  const goal = nextGoal(rewards);
  const room = goal ? 2 : 3;
  const heights = [...new Set(reached.map((reward) => reward.points))].slice(0, room);
  const steps = reached.filter(
    (reward, index) => heights.includes(reward.points) && isFirstAt(reached, index),
  );
  return [...steps, ...(goal ? [goal] : [])]
    .toSorted((a, b) => a.points - b.points)
    .map((reward) => ({ at: reward.points, label: inLanguage(reward.name) }));
}

const isFirstAt = (rewards: readonly Reward[], index: number): boolean =>
  rewards.findIndex((reward) => reward.points === rewards[index]?.points) === index;

/** What to lay out on the home page: the best that can be had now, then the nearest. */
export function forYou<R extends Reward>(rewards: readonly R[], room = 4): R[] {
  const now = rewards.filter(isAffordable).toSorted((a, b) => b.points - a.points);
  const later = rewards
    .filter((reward) => isOpen(reward) && reward.missing > 0)
    .toSorted((a, b) => a.missing - b.missing);
  const keptForLater = Math.min(later.length, Math.max(1, room - now.length));
  return [...now.slice(0, room - keptForLater), ...later.slice(0, keptForLater)];
}
