import { z } from 'zod';

const points = z.int().min(0).max(1_000_000);

export const referral = z
  .object({
    kind: z.literal('referral'),
    points: points.describe('for the member who brought the friend; 0 for none'),
    friendPoints: points.describe('for the friend; 0 for none'),
    minimumSpend: z
      .int()
      .min(0)
      .max(100_000_000)
      .default(0)
      .describe("what the friend's purchase must be worth, in minor units of the club's currency"),
    waitDays: z
      .int()
      .min(0)
      .max(365)
      .default(14)
      .describe('how many days after the purchase goods can be returned; the points come after them'),
    mostPerYear: z
      .int()
      .min(1)
      .max(10_000)
      .nullable()
      .default(null)
      .describe('for how many friends in a calendar year a member gets points; null for all'),
  })
  .meta({ id: 'ReferralPoints' })
  .describe(
    'once for each friend who joined by the link of a member: for both, when the first purchase that is worth enough can no longer be returned',
  );
