import { z } from 'zod';
import { personal } from './privacy.ts';
import { id, instant, listOf, listQuery, sortedBy, text } from './values.ts';

const giver = z.object({
  kind: z.enum(['account', 'api-key', 'system']),
  id: id.nullable(),
  name: z.string().describe('of today; empty if it is gone'),
});

const manualDiscount = z
  .object({
    id,
    givenAt: instant,
    purchase: z.object({ id, receipt: z.string() }),
    location: z.string(),
    memberId: id.nullable(),
    by: giver,
    line: z.int().nullable().describe('of the purchase; null for all goods'),
    percent: z.number().nullable().describe('null for an amount'),
    amount: z.int().describe('what it took off, in minor units'),
    currency: z.string(),
    reason: z.string().nullable().describe('null after an erasure'),
    endedAt: instant.nullable().describe('when the last of the goods came back'),
  })
  .meta({ id: 'ManualDiscount' });

export type ManualDiscount = z.infer<typeof manualDiscount>;

const sum = { currency: z.string(), times: z.int(), amount: z.int().describe('minor units') };

const sums = z
  .object({
    byReason: z.array(
      z.object({ reason: z.string().nullable().describe('null: reasons that are not on the list'), ...sum }),
    ),
    byPerson: z
      .array(z.object({ by: giver, ...sum }))
      .nullable()
      .describe('of the last 30 days at most; null if the club shows no sums by person'),
  })
  .meta({ id: 'ManualDiscountSums' });

export type ManualDiscountSums = z.infer<typeof sums>;

const filters = {
  location: text(60).optional().describe('code of the location'),
  from: instant.optional(),
  to: instant.optional().describe('exclusive'),
};

/** Requests and replies of the endpoints, by name. */
export const manualDiscountsShapes = {
  listManualDiscounts: {
    query: listQuery.extend({
      ...filters,
      by: id.optional().describe('an account or an API key'),
      reason: personal(text(120)).optional(),
      ...sortedBy('given', 'amount'),
    }),
    reply: listOf(manualDiscount),
  },
  listManualDiscountSums: { query: z.object(filters), reply: sums },
};
