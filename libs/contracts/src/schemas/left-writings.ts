import { z } from 'zod';
import { writingsAfterLeaving } from '../endpoints/left-writings.ts';

const afterLeaving = z.enum(writingsAfterLeaving).describe("as 'former member', or not at all");

const leftWritings = z
  .object({ posts: z.int(), comments: z.int(), afterLeaving })
  .meta({ id: 'LeftWritings' });

export type LeftWritings = z.infer<typeof leftWritings>;

/** Requests and replies of the endpoints, by name. */
export const leftWritingsShapes = {
  getOwnWritings: { reply: leftWritings },
  setOwnWritings: { body: z.object({ afterLeaving }), reply: leftWritings },
};
