import type { BodyOf, Community, createCommunity, setCommunityMember } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send } from '../requests.ts';

/** An open community that anyone may join. */
export const makeCommunity = async (
  api: TestApp,
  content: Partial<BodyOf<typeof createCommunity>> = {},
): Promise<Community> => {
  const key = await makeKey(api);
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
