import { z } from 'zod';

export const timeZone = z
  .string()
  .max(60)
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'IANA time zone');

export const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, as in ISO 3166');
