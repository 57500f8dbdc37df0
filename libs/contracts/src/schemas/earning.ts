import { z } from 'zod';
import { condition } from './conditions.ts';
import { ruleEffect } from './earning/kinds/index.ts';
import {
  instant,
  id,
  nameOrNames,
  texts,
  type Texts,
  listQuery,
  listOf,
  sortedBy,
  patchOf,
} from './values.ts';

export const cap = z
  .object({ per: z.enum(['purchase', 'day', 'month', 'member']), points: z.int().min(1).max(1_000_000_000) })
  .meta({ id: 'Cap' });

const terms = z.object({
  effect: ruleEffect,
  when: condition
    .nullable()
    .default(null)
    .describe(
      'when the rule gives points: about the purchase, its lines, its time and its member; null for always',
    ),
  validFrom: instant.nullable().default(null),
  validUntil: instant.nullable().default(null),
  locations: z.array(id).max(500).default([]).describe('empty for everywhere'),
  caps: z.array(cap).max(4).default([]),
  countsTowardsStatus: z.boolean().default(true),
});

export const ruleContent = terms.extend({ name: nameOrNames(120) });

const named = terms.extend({
  name: z.string().describe("in the language of Accept-Language, else in the club's language"),
  nameTexts: texts(120),
});

/** Content of a rule version. */
export type RuleContent = z.infer<typeof terms> & { name: Texts };

export const ruleState = z.enum(['draft', 'scheduled', 'live', 'paused']);

/**
 * `liveVersion` is the published version; the content is that of the newest one. An edit of a live rule stays a
 * draft until it is published. `scheduled` is the version that takes over next.
 */
export const earningRule = named
  .extend({
    id,
    version: z.int(),
    state: ruleState,
    liveVersion: z.int().nullable(),
    scheduled: z.object({ version: z.int(), from: instant }).nullable(),
    updatedAt: instant,
  })
  .meta({ id: 'EarningRule' });

export type EarningRule = z.infer<typeof earningRule>;

/** Does not keep the rule from being saved or published. */
export const ruleWarning = z
  .object({
    code: z.literal('no-product').describe('no product of the club has these values'),
    pointer: z.string().describe('to the comparison'),
    fact: z.string(),
    values: z.array(z.string()),
  })
  .meta({ id: 'RuleWarning' });

export type RuleWarning = z.infer<typeof ruleWarning>;

const checkedRule = earningRule.extend({ warnings: z.array(ruleWarning) }).meta({ id: 'CheckedEarningRule' });

const ruleVersion = named
  .extend({ version: z.int(), createdAt: instant, createdBy: z.string().nullable() })
  .meta({ id: 'EarningRuleVersion' });

/** Requests and replies of the endpoints, by name. */
export const earningShapes = {
  listEarningRules: {
    query: listQuery.extend(sortedBy('created', 'name', 'state', 'from', 'until', 'updated')),
    reply: listOf(earningRule),
  },
  createEarningRule: {
    body: ruleContent,
    reply: checkedRule,
  },
  getEarningRule: {
    params: z.object({ id }),
    reply: checkedRule,
  },
  updateEarningRule: {
    params: z.object({ id }),
    body: patchOf(ruleContent),
    reply: checkedRule,
  },
  listRuleVersions: {
    params: z.object({ id }),
    reply: listOf(ruleVersion),
  },
};
