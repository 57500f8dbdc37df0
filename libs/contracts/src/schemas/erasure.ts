import { z } from 'zod';
import { privacyCountries } from '../endpoints/erasure.ts';
import { personal } from './privacy.ts';
import { id, instant, listOf } from './values.ts';

const country = z.enum(privacyCountries).describe('the defaults follow the law of this country');
const profileDays = z.int().min(1).max(3650).describe('days from the end of a membership to the erasure');
const years = z.int().min(0).max(30);
const consentProofYears = years.describe('years for which consents can be proved; 0 keeps no proof');
const bookkeepingYears = years.describe(
  'years, from the end of the year of the last purchase, for which the books can name the buyer; 0 keeps nothing',
);

const retention = z
  .object({ country, profileDays, consentProofYears, bookkeepingYears })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof retention>;

const chosenRetention = z
  .object({
    country: country.nullable().describe('null: by the time zone of the club'),
    profileDays: profileDays
      .nullable()
      .describe('null: the default of the country, as with the other periods'),
    consentProofYears: consentProofYears.nullable(),
    bookkeepingYears: bookkeepingYears.nullable(),
  })
  .meta({ id: 'ChosenRetention' });
export type ChosenRetention = z.infer<typeof chosenRetention>;

const privacySettings = z
  .object({
    version: z.int(),
    chosen: chosenRetention,
    effective: retention,
    defaults: z.array(retention).describe('of each country'),
    keyMissing: z
      .boolean()
      .describe('RETENTION_KEYS is not set: members with records to keep are not erased'),
    keysLost: z
      .array(z.string())
      .describe('names of keys that RETENTION_KEYS no longer has: nobody can read the records under these'),
  })
  .meta({ id: 'PrivacySettings' });
export type PrivacySettings = z.infer<typeof privacySettings>;

const retainedRecord = z.object({ id, kind: z.enum(['consent-proof', 'bookkeeping']), keptUntil: instant });
const erasure = z
  .object({
    state: z.enum(['open', 'waits', 'erased']).describe('`waits`: the membership is closed'),
    closedAt: instant.nullable(),
    erasesAt: instant.nullable().describe('the member is erased in the night after'),
    erasedAt: instant.nullable(),
    retained: z.array(retainedRecord).describe('records that the law requires after the erasure, encrypted'),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof erasure>;

/** Requests and replies of the endpoints, by name. */
export const erasureShapes = {
  getPrivacySettings: { reply: privacySettings },
  setPrivacySettings: { body: chosenRetention, reply: privacySettings },
  getOwnRetention: { reply: retention },
  getOwnData: {
    reply: personal(z.record(z.string(), z.array(z.record(z.string(), z.unknown())))).meta({
      id: 'OwnData',
    }),
  },
  getErasure: { params: z.object({ id }), reply: erasure },
  readRetainedRecords: {
    params: z.object({ id }),
    reply: listOf(
      retainedRecord
        .extend({ content: personal(z.record(z.string(), z.unknown())) })
        .meta({ id: 'RetainedRecord' }),
    ),
  },
};
