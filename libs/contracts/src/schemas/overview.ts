import { z } from 'zod';
import { date, id, instant } from './values.ts';

const figure = z
  .object({
    value: z.number().nullable(),
    previous: z.number().nullable().describe('the previous period of equal length'),
  })
  .meta({ id: 'Figure' });

export const overview = z
  .object({
    days: z.int(),
    from: date.describe("the first day of the period, in the club's time zone"),
    activeFrom: date.describe('the first of the 90 days of `activeMembers`'),
    currency: z.string(),
    activeMembers: figure.describe('members with a purchase in the last 90 days, today included'),
    members: figure.describe('all members at the end of the period'),
    newMembers: figure,
    purchases: figure,
    revenue: figure.describe('gross in the reporting currency only, less returns, minor units'),
    cardShare: figure.describe('revenue with card ÷ revenue, 0–1'),
    otherCurrencies: z.array(z.object({ currency: z.string(), revenue: z.int() })),
    issued: figure,
    redeemed: figure,
    expired: figure,
    given: figure.describe('by adjustments, including reversed deductions'),
    taken: figure.describe('by adjustments, including reversed additions'),
    redemptionRate: figure.describe('redeemed ÷ issued, 0–1'),
    outstanding: figure.describe('points owed at the end of the period: available, pending and held'),
    liability: figure.describe('outstanding × point value, minor units'),
    expiringSoon: z.object({ points: z.int(), members: z.int(), until: date }).nullable(),
    series: z.array(
      z.object({
        period: date.describe(
          'first day of the day, week or month; the first period is complete, the last may not be',
        ),
        issued: z.int().nullable(),
        redeemed: z.int().nullable(),
        expired: z.int().nullable(),
        given: z.int().nullable(),
        taken: z.int().nullable(),
        purchases: z.int(),
        revenue: z.int(),
      }),
    ),
    grain: z.enum(['day', 'week', 'month']),
  })
  .meta({
    id: 'Overview',
    description:
      'Callers bound to locations see the sales of these locations; figures that belong to no location (members, points) are null.',
  });

export type Overview = z.infer<typeof overview>;

export const coverage = z
  .object({
    currency: z.string(),
    from: date.describe('the first month'),
    sales: z.array(
      z.object({
        month: date.describe('its first day; the last month is not over'),
        locationId: id,
        revenue: z.int().describe('gross in the reporting currency only, less returns, minor units'),
        withCard: z.int().describe('the part of `revenue` from purchases with a member'),
      }),
    ),
    members: z.int().describe('all members'),
    known: z.array(
      z.object({
        fact: z.string(),
        members: z.int().describe('for so many it is known, or above zero'),
      }),
    ),
    waitingSince: instant.nullable().describe('of the oldest event that facts do not reflect yet'),
    made: z
      .object({
        startedAt: instant,
        finishedAt: instant.nullable(),
        done: z.int(),
        total: z.int(),
        due: z.int().describe('changes that are noted and not taken yet'),
      })
      .nullable()
      .describe('when the facts of all members were made for the last time'),
  })
  .meta({ id: 'Coverage' });

export type Coverage = z.infer<typeof coverage>;

/** Requests and replies of the endpoints, by name. */
export const overviewShapes = {
  getOverview: {
    query: z.object({ days: z.coerce.number().int().min(7).max(366).default(30) }),
    reply: overview,
  },
  getCoverage: { reply: coverage },
};
