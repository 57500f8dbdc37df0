import { z } from 'zod';
import { condition } from './conditions.ts';
import { cap } from './earning.ts';
import { ruleEffect } from './earning/kinds/index.ts';
import { profileField } from './earning/kinds/profile-completed.ts';
import { date, id, instant } from './values.ts';

const toldCondition = z
  .object({ condition, text: z.string().describe('in the language of the reply') })
  .nullable();

export const opportunity = z
  .object({
    rule: z.object({ id, version: z.int(), name: z.string() }),
    effect: ruleEffect,
    state: z
      .enum(['now', 'later', 'missing', 'used-up'])
      .describe(
        'now: it gives points for a purchase at this moment; later: at other times, or on another day without a purchase; missing: not to this member yet; used-up: a limit is reached',
      ),
    needs: toldCondition.describe('what the purchase must be like; null for any'),
    missing: toldCondition.describe('what the member does not fulfil'),
    profile: z.array(profileField).describe('what the rule needs of the profile and does not find there'),
    names: z
      .record(z.string(), z.string())
      .describe('names of what these conditions and the effect name, by id or code'),
    locations: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .describe('where it applies; empty for everywhere'),
    grouped: z
      .boolean()
      .describe('whether the rule is in a group: others of the group may give their points instead'),
    validUntil: instant.nullable(),
    limits: z
      .array(cap.extend({ left: z.int().nullable().describe('points; null per purchase') }))
      .describe('how much of each limit is left'),
    budgetUsedUp: z
      .object({ renewsOn: date.nullable().describe('when the rule gives points again; null: never') })
      .nullable()
      .describe('if all members together got all points of the rule, or of the club'),
    usedUpAt: z
      .array(
        z.object({
          code: z.string(),
          name: z.string(),
          renewsOn: date.nullable().describe('when purchases there get points again; null: never'),
        }),
      )
      .describe('locations of the rule where all members together got all points'),
  })
  .meta({ id: 'Opportunity' });

export type Opportunity = z.infer<typeof opportunity>;
