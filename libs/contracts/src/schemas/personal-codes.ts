import { z } from 'zod';
import { mostDaysOfCode } from '../endpoints/personal-codes.ts';
import { id, instant, listOf, listQuery, texts } from './values.ts';

const personalCode = z
  .object({
    id: id.describe('a keyed hash of the code'),
    memberId: id,
    coupon: z.object({ id, name: texts(80) }),
    ending: z.string().describe('its last characters'),
    state: z.enum(['free', 'held', 'used', 'expired']),
    issuedAt: instant,
    expiresAt: instant.nullable().describe('exclusive; null: it ends with its coupon'),
    usedAt: instant.nullable(),
  })
  .meta({ id: 'PersonalCode' });

export type PersonalCode = z.infer<typeof personalCode>;

export const codeDays = z
  .int()
  .min(1)
  .max(mostDaysOfCode)
  .nullable()
  .default(null)
  .describe('how long it can be used, with today; null: as many days as the coupon says');

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const personalCodesShapes = {
  issuePersonalCode: {
    params,
    body: z.object({
      couponId: id,
      days: codeDays,
    }),
    reply: personalCode,
  },
  listPersonalCodes: {
    params,
    query: listQuery,
    reply: listOf(personalCode),
  },
  revokePersonalCode: { params: z.object({ id, codeId: id }) },
};
