import type { OwnCommunity, Post } from '@regulars/contracts';

/** Whether the reader moderates the community and decides about this author. The API asks again. */
export const mayModerate = (community: OwnCommunity | undefined, author: Post['author']): boolean => {
  if (!community?.rights.moderate || author.kind !== 'member' || author.mine) return false;
  const leads = author.role === 'owner' || author.role === 'moderator';
  return community.membership?.role === 'owner' || !leads;
};
