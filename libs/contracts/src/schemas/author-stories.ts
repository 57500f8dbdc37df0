import { z } from 'zod';
import { authorDecisions, reportReasons, textDecisions } from '../endpoints/moderation.ts';
import { writingStates } from '../endpoints/posts.ts';
import { personal } from './privacy.ts';
import { id, instant } from './values.ts';

/** What happened around an author. */
export const happened = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('written'),
      id,
      text: personal(z.string()).describe('how it begins, or its title'),
      state: z.enum(writingStates),
      at: instant,
    }),
    z.object({
      kind: z.literal('reported'),
      id,
      reason: z.enum(reportReasons),
      counts: z.boolean(),
      at: instant,
    }),
    z.object({
      kind: z.literal('decided'),
      id,
      text: z.enum(textDecisions),
      author: z.enum(authorDecisions),
      undone: z.boolean(),
      at: instant,
    }),
  ])
  .meta({ id: 'AuthorHappening' });

export type AuthorHappening = z.infer<typeof happened>;
