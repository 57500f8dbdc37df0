import type { BodyOf, Community, createCommunity, setCommunityMember } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send } from '../requests.ts';
import { freeModeration } from './free-moderation.ts';

/** An open community that anyone may join. Its members write without the limits of new members. */
export const makeCommunity = async (
  api: TestApp,
  content: Partial<BodyOf<typeof createCommunity>> = {},
): Promise<Community> => {
  const key = await makeKey(api);
  await send(api, 'put', '/moderation/settings', { key, body: freeModeration }).expect(200);
  const body = {
    state: 'open',
    name: { en: 'Slow mornings', de: 'Langsame Morgen' },
    description: { en: 'Filter at home' },
    picture: 'cup',
    ...content,
  };
  return (await send(api, 'post', '/communities', { key, body }).expect(201)).body;
};

/** Someone belongs to a community, as a manager decides. */
export const makeCommunityMember = async (
  api: TestApp,
  { id }: Pick<Community, 'id'>,
  member: { readonly id: string },
  as: Partial<BodyOf<typeof setCommunityMember>> = {},
): Promise<void> => {
  const body = { state: 'member', ...as };
  const path = `/communities/${id}/members/${member.id}`;
  await send(api, 'put', path, { key: await makeKey(api), body }).expect(200);
};
