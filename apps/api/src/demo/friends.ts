import type { INestApplicationContext } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Members } from '../features/members/index.ts';
import { ReferralCodes } from '../features/referrals/index.ts';
import type { Person } from './people.ts';

/** Friends came in these last days, every ninth of the new members. */
const days = 120;
const every = 9;
/** So many of them came through the member of the demo's sign-in. */
const ofFirst = 4;

/** Creates the members. Some of the newest came through others, and one of these may be the same person twice. */
export const join = async (
  app: INestApplicationContext,
  people: readonly Person[],
  now: number,
): Promise<void> => {
  const since = now - days * dayMs;
  const isNew = ({ member }: Person): boolean => (member.joinedAt?.getTime() ?? now) > since;
  const friends = people.filter(isNew).filter((_, index) => index % every === 0);
  const hosts = people.filter((person) => !isNew(person));
  const others = new Set(friends);
  const members = app.get(Members);
  await members.createMany(
    people.flatMap((person) => (others.has(person) ? [] : [person.member])),
    'demo',
  );
  const codes = app.get(ReferralCodes);
  const invited: Person['member'][] = [];
  for (const [index, { member }] of friends.entries()) {
    const host = hosts[index < ofFirst ? 0 : index]?.member;
    if (host?.id === undefined) invited.push(member);
    else {
      const code = await codes.of(host.id);
      const way = index % 2 === 0 ? 'link' : 'till';
      const twice = index === ofFirst && host.email ? { email: host.email.replace('@', '+2@') } : {};
      invited.push({ ...member, ...twice, invitation: { code, way, browserOf: [] } });
    }
  }
  await members.createMany(invited, 'demo');
};
