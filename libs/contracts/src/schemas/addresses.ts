import { z } from 'zod';
import { name } from './names.ts';
import { country } from './places.ts';
import { personal } from './privacy.ts';

const part = (longest: number) => personal(name(longest)).nullable();

/** A postal address, as far as it is known. */
export const address = z
  .object({
    street: z.string().nullable().describe('with the number of the house'),
    postcode: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable().describe('a state or province'),
    country: z.string().nullable().describe('ISO 3166, two capital letters'),
  })
  .meta({ id: 'Address' });

export type Address = z.infer<typeof address>;

/** Its parts as people give them. */
export const addressParts = {
  street: part(200),
  postcode: part(20),
  city: part(100),
  region: part(100),
  country: country.nullable(),
};

/** The whole address: parts that are missing are empty afterwards. */
export const addressGiven = z
  .object(addressParts)
  .partial()
  .refine((given) => Object.values(given).some((value) => value !== null), {
    message: 'at least one part; null removes the address',
    path: [],
  });

export const company = personal(name(200));
