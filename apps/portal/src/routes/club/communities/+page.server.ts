import { listOwnCommunities } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const { data } = await show(api.call(listOwnCommunities));
  const isOwn = (state: string | undefined): boolean =>
    state === 'member' || state === 'invited' || state === 'asked';
  return {
    own: data.filter(({ membership }) => isOwn(membership?.state)),
    others: data.filter(({ membership, state }) => !isOwn(membership?.state) && state !== 'archived'),
  };
};
