import { z } from 'zod';
import { longestPictureText, mostPicturesOfPost, pictureSizes } from '../endpoints/post-pictures.ts';
import { personal } from './privacy.ts';
import { id, prose } from './values.ts';

const uploadedPicture = z
  .object({ id, width: z.int().describe('upright, of the largest size'), height: z.int() })
  .meta({ id: 'UploadedPicture' });

export type UploadedPicture = z.infer<typeof uploadedPicture>;

export const postPicture = uploadedPicture
  .extend({ text: z.string().describe('for those who do not see it; may be empty') })
  .meta({ id: 'PostPicture' });

export type PostPicture = z.infer<typeof postPicture>;

const pictures = z
  .array(
    z.object({
      id,
      text: personal(prose(longestPictureText))
        .default('')
        .describe('what it shows, for those who do not see it'),
    }),
  )
  .max(mostPicturesOfPost)
  .refine((sent) => new Set(sent.map((each) => each.id)).size === sent.length, 'each one once');

/** Of a new post. */
export const sentPictures = pictures.default([]).describe('uploaded before, unused');

/** Of a post that is changed. */
export const changedPictures = pictures
  .optional()
  .describe('all that it has afterwards, its own or uploaded before; left out, they stay');

const params = z.object({ id });
const query = z.object({
  size: z.enum(pictureSizes).default('800').describe('pixels of the longer side, at most'),
});

/** Requests and replies of the endpoints, by name. */
export const postPicturesShapes = {
  addPicture: { params, reply: uploadedPicture },
  getOwnPicture: { params, query },
  getPicture: { params, query },
};
