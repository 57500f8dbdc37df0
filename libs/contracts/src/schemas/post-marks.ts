import { z } from 'zod';
import { comment } from './posts.ts';
import { id } from './values.ts';

const params = z.object({ id });
const pin = { params, body: z.object({ pinned: z.boolean() }) };

/** Requests and replies of the endpoints, by name. */
export const postMarksShapes = {
  getAnswer: { params, reply: comment },
  setAnswer: { params, body: z.object({ commentId: id.nullable().describe('null for none') }) },
  pinOwnPost: pin,
  pinPost: pin,
};
