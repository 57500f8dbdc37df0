import type { Challenge } from '@regulars/contracts';
import { Challenges } from '../../../apps/api/src/features/challenges/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';
import { makeReward } from './rewards.ts';

type Content = Parameters<Challenges['create']>[1];
/** What differs. */
type Made<Kind extends Content['terms']['kind']> = Partial<Omit<Content, 'terms'>> & {
  readonly terms?: Partial<Extract<Content['terms'], { kind: Kind }>>;
};

/** A live challenge that repeats. */
const makeChallenge = async (
  api: TestApp,
  { reward, ...content }: Partial<Content> & Pick<Content, 'goal' | 'terms' | 'name'>,
): Promise<Challenge> =>
  api.app.get(Challenges).create(system, {
    description: null,
    picture: 'cup',
    startsAt: null,
    endsAt: null,
    repeats: true,
    mostFilled: null,
    state: 'live',
    ...content,
    reward: reward ?? { kind: 'voucher', rewardId: (await makeReward(api)).id },
  });

/** A live stamp card: three coffees, then one is free. */
export const makeStampCard = (
  api: TestApp,
  { terms, ...more }: Made<'stamp-card'> = {},
): Promise<Challenge> =>
  makeChallenge(api, {
    name: { en: 'Three cups, then one on us', de: 'Drei Tassen, dann eine von uns' },
    goal: 3,
    ...more,
    terms: {
      kind: 'stamp-card',
      stamps: 'per-piece',
      where: { fact: 'line.category', op: 'is', value: 'coffee' },
      most: 20,
      ...terms,
    },
  });

/** Live: spend €50 on beans. */
export const makeSpendChallenge = (
  api: TestApp,
  { terms, ...more }: Made<'spend'> = {},
): Promise<Challenge> =>
  makeChallenge(api, {
    name: { en: '€50 on beans', de: '50 € für Bohnen' },
    goal: 5000,
    ...more,
    terms: {
      kind: 'spend',
      currency: 'EUR',
      where: { fact: 'line.category', op: 'is', value: 'beans' },
      ...terms,
    },
  });

/** Live: beans in three weeks in a row. */
export const makeStreak = (api: TestApp, { terms, ...more }: Made<'streak'> = {}): Promise<Challenge> =>
  makeChallenge(api, {
    name: { en: 'Three weeks in a row', de: 'Drei Wochen in Folge' },
    goal: 3,
    ...more,
    terms: {
      kind: 'streak',
      every: 'week',
      where: { fact: 'line.category', op: 'is', value: 'beans' },
      ...terms,
    },
  });

/** So many bags of beans at €12.50 as the lines of a purchase. */
export const bags = (quantity: number) => ({
  lines: [{ name: 'Beans', category: 'beans', quantity, unitPrice: 1250 }],
});

/** So many cups of coffee, as the lines of a purchase. */
export const cups = (quantity: number) => ({
  lines: [{ name: 'Cappuccino', category: 'coffee', quantity, unitPrice: 320 }],
});
