import type { INestApplicationContext } from '@nestjs/common';
import { OwnInterests, SettleInterestsJob } from '../features/interests/index.ts';
import { club } from './catalogue.ts';

/** Some members said what they like, and everyone who allows it is observed. The first member blocked one. */
export const fillInterests = async (
  app: INestApplicationContext,
  memberIds: readonly string[],
): Promise<void> => {
  const own = app.get(OwnInterests);
  const keys = (club.interests ?? []).map(({ key }) => key);
  for (const [place, id] of memberIds.slice(0, 60).entries()) {
    const stated = keys[place % keys.length];
    if (stated !== undefined) await own.say(id, stated, { word: 'stated' });
  }
  const [first] = memberIds;
  if (first !== undefined) await own.say(first, 'baking', { word: 'blocked' });
  await app.get(SettleInterestsJob).run();
};
