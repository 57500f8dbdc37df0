import { z } from 'zod';
import { personal } from './privacy.ts';
import { currency, id, instant, listOf, listQuery, nameOrNames, patchOf, texts } from './values.ts';

const newTable = z.object({
  name: nameOrNames(120),
  currency: currency.describe('only purchases in it get these rates'),
});

const version = z
  .object({
    number: z.int(),
    validFrom: instant.nullable().describe('null for the first one: it also counts for all purchases before'),
    createdAt: instant,
    rates: z.int(),
    added: z.int().describe('rows that the version before it in time does not have'),
    removed: z.int(),
    changed: z.int().describe('rows with another rate'),
    state: z.enum(['ended', 'live', 'scheduled']),
  })
  .meta({ id: 'RateVersion' });

export type RateVersion = z.infer<typeof version>;

const rateTable = z
  .object({
    id,
    version: z.int().describe('of its name'),
    name: z.string().describe("in the language of Accept-Language, else in the club's language"),
    nameTexts: texts(120),
    currency,
    live: version.nullable().describe('the version in force'),
    updatedAt: instant,
  })
  .meta({ id: 'RateTable' });

export type RateTable = z.infer<typeof rateTable>;

const usedTable = rateTable
  .extend({
    versions: z.array(version).describe('the latest 100, the last one first'),
    usedBy: z.array(z.object({ id, name: z.string() })).describe('the rules that name it'),
  })
  .meta({ id: 'UsedRateTable' });

export type UsedRateTable = z.infer<typeof usedTable>;

const params = z.object({ id });
const ofVersion = z.object({ id, number: z.coerce.number().int().min(1).max(1_000_000) });

/** Requests and replies of the endpoints, by name. */
export const rateTablesShapes = {
  listRateTables: {
    query: listQuery,
    reply: listOf(rateTable),
  },
  createRateTable: {
    body: newTable,
    reply: rateTable,
  },
  getRateTable: {
    params,
    reply: usedTable,
  },
  updateRateTable: {
    params,
    body: patchOf(newTable.pick({ name: true })),
    reply: rateTable,
  },
  removeRateTable: {
    params,
  },
  addRateVersion: {
    params,
    query: z.object({
      validFrom: instant
        .optional()
        .describe(
          'not in the past; at once if absent, and the first version then also counts for purchases before',
        ),
    }),
    reply: version
      .extend({ unknown: z.int().describe('article numbers that no product has') })
      .meta({ id: 'AddedRateVersion' }),
  },
  withdrawRateVersion: {
    params: ofVersion,
  },
  listRates: {
    params: ofVersion,
    query: listQuery.extend({
      query: personal(z.string().trim().max(100)).optional().describe('the beginning of an article number'),
    }),
    reply: listOf(
      z.object({
        sku: z.string().nullable().describe('null for all articles'),
        product: z.string().nullable().describe('its name; null if there is none'),
        location: z.string().nullable().describe('its code; null for everywhere'),
        points: z.number().describe('for each whole unit of money'),
      }),
    ),
  },
  downloadRates: {
    params: ofVersion,
  },
};
