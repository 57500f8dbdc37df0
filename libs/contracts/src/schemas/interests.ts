import { z } from 'zod';
import { longestInterest, mostInterests } from '../endpoints/club.ts';
import { names } from './names.ts';

/** Stays as it is, whatever the interest is called. */
export const interestKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens')
  .max(40);

const interest = z.object({ key: interestKey, name: names(longestInterest) }).meta({ id: 'Interest' });

export type Interest = z.infer<typeof interest>;

/** Those of the club. */
export const interestList = z
  .array(interest)
  .max(mostInterests)
  .describe('what members can be interested in, in the order in which they are shown; keys are unique');

/** What a file would make of them. */
export const interestPreview = z
  .object({
    version: z.int().describe('of the club, for the change'),
    interests: interestList,
    added: z.array(interestKey),
    changed: z.array(interestKey).describe('those that get other names'),
  })
  .meta({ id: 'InterestPreview' });

export type InterestPreview = z.infer<typeof interestPreview>;

const someKeys = (most: number) => z.array(interestKey).max(most);

/** Those of a product, a community or a new post. */
export const interestKeys = (most: number) =>
  someKeys(most).default([]).describe('keys of interests of the club');

/** Those of something that keeps its own. */
export const changedInterests = (most: number) =>
  someKeys(most).optional().describe('keys of interests of the club; left out, they stay');
