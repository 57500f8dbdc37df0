import { z } from 'zod';
import { mostInterests } from '../endpoints/club.ts';
import { names } from './names.ts';

/** Stays as it is, whatever the interest is called. */
const interestKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens')
  .max(40);

const interest = z.object({ key: interestKey, name: names(40) }).meta({ id: 'Interest' });

export type Interest = z.infer<typeof interest>;

/** Those of the club. */
export const interestList = z
  .array(interest)
  .max(mostInterests)
  .describe('what members can be interested in, in the order in which they are shown; keys are unique');

/** Those of a product or a community. */
export const interestKeys = (most: number) =>
  z.array(interestKey).max(most).default([]).describe('keys of interests of the club');
