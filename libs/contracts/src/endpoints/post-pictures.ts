import { endpoint, managers } from './endpoint.ts';

/** Widths and heights at most, in pixels. */
export const pictureSizes = ['320', '800', '1600'] as const;
export const mostPicturesOfPost = 4;
/** Bytes of an upload. */
export const largestPicture = 12 * 1024 * 1024;
export const longestPictureText = 300;

export const addPicture = endpoint('addPicture', {
  method: 'POST',
  path: '/me/communities/{id}/pictures',
  tag: 'Own view',
  summary: 'Upload a picture for a post: PNG, JPEG or WebP, at most 12 MB and 25 megapixels',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  bytes: 'image/*',
  wallet: 'none',
});

export const getOwnPicture = endpoint('getOwnPicture', {
  method: 'GET',
  path: '/me/pictures/{id}',
  tag: 'Own view',
  summary: 'Get a picture of a post that I may read, or one that I have uploaded',
  access: { roles: ['member'], reach: 'own' },
  stream: 'image/webp',
});

export const getPicture = endpoint('getPicture', {
  method: 'GET',
  path: '/post-pictures/{id}',
  tag: 'Communities',
  summary: 'Get a picture of any post',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
  stream: 'image/webp',
});
