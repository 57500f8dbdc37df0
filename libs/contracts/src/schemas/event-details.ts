import { z } from 'zod';

/** The name of a field in the payload of an event. */
export const detailName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,39}$/, 'letters, digits, - and _, at most 40, beginning with a letter');
