import { z } from 'zod';

/** Not the lengths of barcodes, which a scanner could not tell from those of goods. */
const lengths: readonly number[] = [9, 10, 11, 15, 16, 17, 18, 19];
const fewestRandom = 6;

export const cardNumbering = z
  .object({
    prefix: z
      .string()
      .regex(/^(?:[1-9]\d{0,6})?$/, 'at most 7 digits, the first one not 0')
      .describe('first digits of all new cards'),
    length: z
      .int()
      .refine((length) => lengths.includes(length), `one of ${lengths.join(', ')}`)
      .describe('digits, with the check digit'),
  })
  .refine(({ prefix, length }) => length - 1 - prefix.length >= fewestRandom, {
    path: ['length'],
    message: `at least ${fewestRandom} digits besides the prefix and the check digit`,
  })
  .meta({ id: 'CardNumbering' });
