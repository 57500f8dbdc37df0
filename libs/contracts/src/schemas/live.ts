import { z } from 'zod';
import { eventNames } from '../events/index.ts';

/** One server-sent event. `data` is small and never about another member. The page loads what it needs. */
export const liveEvent = z
  .object({
    id: z.string(),
    name: z.enum(eventNames),
    at: z.string(),
    memberId: z.string().nullable(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'LiveEvent' });

export type LiveEvent = z.infer<typeof liveEvent>;

/** Requests and replies of the endpoints, by name. */
export const liveShapes = {
  ownEvents: {},
  clubEvents: {},
};
