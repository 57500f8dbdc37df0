import { z } from 'zod';
import { communityPictureWidths } from '../endpoints/community-pictures.ts';
import { community, ownCommunity } from './communities.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { personal } from './privacy.ts';
import { id } from './values.ts';

const params = z.object({ id });
const shown = {
  params: params.extend({ width: z.enum(communityPictureWidths) }),
  query: z.object({
    v: z
      .string()
      .max(64)
      .optional()
      .describe("as in the community's `photo`, so that a new one has another URL"),
  }),
};
const words = personal(z.string().trim().max(300).refine(isPlain, hidesSomething)).optional();
const texts = z.object({
  de: words.describe('what the photo shows, for those who do not see it; without any text it decorates only'),
  en: words,
  cs: words,
});
const described = z.object({ text: texts });

/** Requests and replies of the endpoints, by name. */
export const communityPicturesShapes = {
  getCommunityPicture: shown,
  putCommunityPicture: { params, query: texts, reply: community },
  describeCommunityPicture: { params, body: described, reply: community },
  removeCommunityPicture: { params, reply: community },
  getOwnCommunityPicture: shown,
  putOwnCommunityPicture: { params, query: texts, reply: ownCommunity },
  describeOwnCommunityPicture: { params, body: described, reply: ownCommunity },
  removeOwnCommunityPicture: { params, reply: ownCommunity },
};
