import type { INestApplicationContext } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { PastProductTests } from '../features/product-tests/index.ts';
import { RewardsService, type NewReward } from '../features/rewards/index.ts';
import { system } from '../platform/actor.ts';
import type { DemoCommunity } from './communities.ts';

const hourMs = 3_600_000;

/** In no catalogue: only the product test gives it. */
const bag: NewReward = {
  kind: 'product',
  state: 'draft',
  name: { de: 'Kenia Nyeri, 250 g', en: 'Kenya Nyeri, 250 g', cs: 'Keňa Nyeri, 250 g' },
  description: null,
  category: { de: 'Produkttests', en: 'Product tests', cs: 'Testování produktů' },
  picture: 'bag',
  points: 300,
  toPay: null,
  effect: null,
  event: null,
  tierPrices: [],
  stock: 10,
  stockByLocation: null,
  lowStock: null,
  perMember: 1,
  validFrom: null,
  validUntil: null,
  voucherDays: 21,
  tierId: null,
  audience: null,
};

/** The largest community may apply for ten samples; the lot is drawn in five days. */
export const testProducts = async (
  app: INestApplicationContext,
  communities: readonly DemoCommunity[],
  anna: string,
  now: number,
): Promise<void> => {
  const mornings = communities.find(({ key }) => key === 'mornings');
  if (!mornings) return;
  const { id: rewardId } = await app.get(RewardsService).create(system, bag);
  const fullHour = Math.ceil(now / hourMs) * hourMs;
  const others = mornings.members.filter(({ state, memberId }) => state === 'member' && memberId !== anna);
  await app.get(PastProductTests).add({
    post: {
      communityId: mornings.community.id,
      authorId: null,
      kind: 'product-test',
      title: 'Zehn Packungen Nyeri für ehrliche Meinungen',
      source:
        'Die neue Ernte ist da. **Wie schmeckt sie euch als Filter?** Uns interessiert auch, was stört.',
      interests: ['filter-coffee'],
      createdAt: new Date(now - 2 * dayMs),
      isPinned: false,
      comments: [],
      answer: null,
      hearts: others.slice(0, 5).map(({ memberId }) => memberId),
      pictures: [],
      poll: null,
    },
    ...{ rewardId, samples: 10, points: 0, allotment: 'lot' },
    applyUntil: new Date(fullHour + 5 * dayMs),
    opinionsUntil: new Date(fullHour + 26 * dayMs),
    applicants: others.slice(0, 14).map(({ memberId }) => memberId),
  });
};
