import { z } from 'zod';

/** What members fill in in their profile and rules may ask for. */
export const profileField = z.enum(['firstName', 'lastName', 'phone', 'birthday']);

export const profileCompleted = z
  .object({
    kind: z.literal('profile-completed'),
    points: z.int().min(1).max(1_000_000),
    fields: z.array(profileField).max(4).default([]),
    attributes: z
      .array(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/))
      .max(10)
      .default([])
      .describe('names of attributes that the member must have'),
  })
  .meta({ id: 'ProfilePoints' })
  .describe(
    'once for each member, when the profile holds all of this; emptied and filled again, it gives nothing',
  );
