import { endpoint, managers } from './endpoint.ts';

/** In pixels, of a landscape. */
export const communityPictureWidths = ['800', '1600'] as const;

const summary =
  'Put a photo at the head of a community instead of its drawing: PNG, JPEG or WebP, at most 12 MB and 25 megapixels';
const write = { roles: managers, scope: 'club:write', reach: 'club' } as const;
const own = { roles: ['member'], reach: 'own' } as const;

export const getCommunityPicture = endpoint('getCommunityPicture', {
  method: 'GET',
  path: '/communities/{id}/picture/{width}',
  tag: 'Communities',
  summary: 'Get the photo of any community',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
  stream: 'image/webp',
});

export const putCommunityPicture = endpoint('putCommunityPicture', {
  method: 'PUT',
  path: '/communities/{id}/picture',
  tag: 'Communities',
  summary,
  access: write,
  bytes: 'image/*',
  wallet: 'none',
});

export const describeCommunityPicture = endpoint('describeCommunityPicture', {
  method: 'PUT',
  path: '/communities/{id}/picture/text',
  tag: 'Communities',
  summary: 'Say what the photo of a community shows, for those who do not see it; the photo stays',
  access: write,
  wallet: 'none',
});

export const removeCommunityPicture = endpoint('removeCommunityPicture', {
  method: 'DELETE',
  path: '/communities/{id}/picture',
  tag: 'Communities',
  summary: 'Remove the photo of a community, which has its drawing again',
  access: write,
  wallet: 'none',
});

export const getOwnCommunityPicture = endpoint('getOwnCommunityPicture', {
  method: 'GET',
  path: '/me/communities/{id}/picture/{width}',
  tag: 'Own view',
  summary: 'Get the photo of a community that I can find',
  access: own,
  stream: 'image/webp',
});

export const putOwnCommunityPicture = endpoint('putOwnCommunityPicture', {
  method: 'PUT',
  path: '/me/communities/{id}/picture',
  tag: 'Own view',
  summary: `${summary}; as its owner`,
  access: own,
  bytes: 'image/*',
  wallet: 'none',
});

export const describeOwnCommunityPicture = endpoint('describeOwnCommunityPicture', {
  method: 'PUT',
  path: '/me/communities/{id}/picture/text',
  tag: 'Own view',
  summary: 'Say what the photo of a community shows that I own',
  access: own,
  wallet: 'none',
});

export const removeOwnCommunityPicture = endpoint('removeOwnCommunityPicture', {
  method: 'DELETE',
  path: '/me/communities/{id}/picture',
  tag: 'Own view',
  summary: 'Remove the photo of a community that I own',
  access: own,
  wallet: 'none',
});
