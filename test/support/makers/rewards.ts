import {
  RewardsService,
  type NewReward,
  type RewardRecord,
} from '../../../apps/api/src/features/rewards/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';
import { makeSignedInMember, type SignedInMember } from './members.ts';
import { makeAwards } from './points.ts';

/** A live reward of 100 points without an end date. */
export const makeReward = async ({ app }: TestApp, reward: Partial<NewReward> = {}): Promise<RewardRecord> =>
  app.get(RewardsService).create(system, {
    kind: 'product',
    name: { de: 'Cappuccino', en: 'Cappuccino' },
    description: null,
    category: { de: 'drinks' },
    picture: 'cup',
    points: 100,
    toPay: null,
    effect: null,
    event: null,
    tierPrices: [],
    stock: null,
    stockByLocation: null,
    lowStock: null,
    perMember: null,
    validFrom: null,
    validUntil: null,
    voucherDays: 90,
    tierId: null,
    audience: null,
    state: 'live',
    ...reward,
  });

/** A signed-in member with points that never expire. */
export const makeSaver = async (api: TestApp, points: number): Promise<SignedInMember> => {
  const made = await makeSignedInMember(api);
  await makeAwards(api, made.member.id, [{ points, expiresAt: null }]);
  return made;
};
