import { z } from 'zod';
import { mostSurveyDelayDays, surveyChannels, surveyTriggers } from '../endpoints/surveys.ts';

/** When, how and how many members are asked. */
export const surveyDistribution = z.object({
  trigger: z
    .enum(surveyTriggers)
    .default('open')
    .describe('`open`: members are asked when they visit the portal; `purchase`: after a purchase'),
  delayMinutes: z
    .int()
    .min(0)
    .max(mostSurveyDelayDays * 24 * 60)
    .default(0)
    .describe('between the purchase and the question'),
  share: z
    .int()
    .min(1)
    .max(100)
    .default(100)
    .describe('percent of the purchases, or of the members, that are asked; always the same ones'),
  locations: z
    .array(z.string().min(1).max(40))
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .describe('codes; only purchases and tablets there; null for all'),
  channels: z
    .array(z.enum(surveyChannels))
    .min(1)
    .max(surveyChannels.length)
    .default(['portal'])
    .describe(
      'a member is asked by those of them that they agreed to, `email` only after a purchase; with `link`, customers answer by an open link, and anyone on a `tablet`; by `telephone` the team asks',
    ),
  quota: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .default(null)
    .describe('once so many answers were sent, nobody more is asked'),
});
