import type { Challenge } from '@regulars/contracts';
import { Challenges } from '../../../apps/api/src/features/challenges/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';
import { makeReward } from './rewards.ts';

type Content = Parameters<Challenges['create']>[1];
/** Terms of a stamp card that differ. */
interface Made extends Partial<Omit<Content, 'terms'>> {
  readonly terms?: Partial<Content['terms']>;
}

/** A live stamp card: three coffees, then one is free. */
export const makeStampCard = async (api: TestApp, { terms, ...more }: Made = {}): Promise<Challenge> => {
  const reward = more.reward ?? { kind: 'voucher', rewardId: (await makeReward(api)).id };
  return api.app.get(Challenges).create(system, {
    name: { en: 'Three cups, then one on us', de: 'Drei Tassen, dann eine von uns' },
    description: null,
    picture: 'cup',
    startsAt: null,
    endsAt: null,
    goal: 3,
    repeats: true,
    state: 'live',
    ...more,
    terms: {
      kind: 'stamp-card',
      stamps: 'per-piece',
      where: { fact: 'line.category', op: 'is', value: 'coffee' },
      most: 20,
      ...terms,
    },
    reward,
  });
};

/** So many cups of coffee, as the lines of a purchase. */
export const cups = (quantity: number) => ({
  lines: [{ name: 'Cappuccino', category: 'coffee', quantity, unitPrice: 320 }],
});
