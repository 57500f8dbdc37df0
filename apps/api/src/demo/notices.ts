import type { INestApplicationContext } from '@nestjs/common';
import { Notices, type NewNotice } from '../features/notices/index.ts';
import { Tiers } from '../features/tiers/index.ts';
import { Transactions } from '../platform/database/transactions.ts';
import type { DemoCommunity } from './communities.ts';
import { announcement } from './posts.ts';

/** What the member of the sign-in finds under the bell. */
export const tellAnna = async (
  app: INestApplicationContext,
  memberId: string,
  communities: readonly DemoCommunity[],
): Promise<void> => {
  const tier = await app.get(Tiers).standing(memberId);
  const reached: NewNotice[] = tier
    ? [
        {
          ...{ memberId, kind: 'points', key: 'demo-tier', path: '/club/tier' },
          params: { what: 'tier-up', tier: tier.name },
        },
      ]
    : [];
  const news = communities
    .filter(({ key, members }) => key === 'mornings' && members.some((each) => each.memberId === memberId))
    .flatMap(({ community: { id, name } }): NewNotice[] => {
      const about = { memberId, path: `/club/communities/${id}` };
      return [
        {
          ...{ ...about, kind: 'membership', key: 'demo-membership' },
          params: { what: 'accepted', community: name },
        },
        {
          ...{ ...about, kind: 'announcement', key: 'demo-announcement' },
          params: { what: 'post', title: announcement.title, community: name },
        },
      ];
    });
  await app.get(Transactions).run(() => app.get(Notices).tell([...reached, ...news]));
};
