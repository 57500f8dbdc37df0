import { z } from 'zod';
import { condition } from './conditions.ts';
import { ruleEffect } from './earning/kinds/index.ts';
import { name } from './names.ts';
import {
  currency,
  date,
  instant,
  id,
  nameOrNames,
  texts,
  type Texts,
  listQuery,
  listOf,
  readableListOf,
  sortedBy,
  patchOf,
} from './values.ts';

export const cap = z
  .object({
    per: z
      .enum(['purchase', 'day', 'week', 'month', 'member'])
      .describe("per member, by the club's calendar; a week begins on Monday"),
    points: z.int().min(1).max(1_000_000_000),
  })
  .meta({ id: 'Cap' });

const stacking = z
  .object({
    mode: z
      .enum(['best-of', 'exclusive'])
      .describe(
        'best-of: only the rule of the group counts that gives the member most; exclusive: only the first that applies',
      ),
    group: name(60).describe('rules with the same mode and group belong together; case does not matter'),
    priority: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .describe('the highest comes first; between equals the older rule'),
  })
  .meta({ id: 'RuleStacking' });

export const ruleBudget = z
  .object({
    per: z
      .enum(['total', 'month', 'quarter', 'year'])
      .describe("by the time of the purchase and the club's calendar"),
    points: z.int().min(1).max(1_000_000_000_000),
  })
  .meta({ id: 'RuleBudget' });

export const budgetOutlook = z.object({
  renewsOn: date.nullable().describe('when the next period begins; null: never'),
  perDay: z.int().nullable().describe('points, in the last days; null if that is not known yet'),
  usedUpOn: date.nullable().describe('at this pace; null: not in this period, or not known'),
});

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
  caps: z.array(cap).max(5).default([]),
  countsTowardsStatus: z.boolean().default(true),
  expiresAfter: z
    .object({ unit: z.enum(['days', 'months']), count: z.int().min(1).max(1200) })
    .nullable()
    .default(null)
    .describe("how long the points live, until the end of that day; null for the club's expiry"),
  budget: ruleBudget
    .nullable()
    .default(null)
    .describe(
      'the most points that the rule gives to all members together, from when it has the budget; null for no budget',
    ),
  stacking: stacking
    .nullable()
    .default(null)
    .describe('which other rules it goes together with; null if its points are added to those of all others'),
});

export type RuleTerms = z.infer<typeof terms>;

/** A stored version as this version of the software reads it, besides its name. */
export const storedTerms = z.looseObject(terms.shape);

const termNames = Object.keys(terms.shape) as (keyof RuleTerms)[];

/** What a rule says, without its name, id and state. */
export const ruleTermsOf = (rule: RuleTerms): RuleTerms =>
  Object.fromEntries(termNames.map((name) => [name, rule[name]])) as RuleTerms;

export const ruleContent = terms.extend({ name: nameOrNames(120) });

const named = terms.extend({
  name: z.string().describe("in the language of Accept-Language, else in the club's language"),
  nameTexts: texts(120),
});

/** Content of a rule version. */
export type RuleContent = RuleTerms & { name: Texts };

export const ruleState = z
  .enum(['draft', 'scheduled', 'live', 'paused', 'ended'])
  .describe(
    'by publications and validity: a published rule is scheduled until its validity begins, and ended when it is over',
  );

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
    trial: z
      .object({ version: z.int(), share: z.int(), from: instant })
      .nullable()
      .describe('a version that applies to so many percent of the members only, now or from a later time'),
    updatedAt: instant,
    fault: z
      .enum(['unreadable', 'error', 'too-many-points'])
      .nullable()
      .describe(
        'why the live version gives nothing: a newer version of the software stored it, it could not be computed, or it would give more points than anyone may get at once; null if it works, as far as this process knows',
      ),
    budgetUsed: z
      .int()
      .nullable()
      .describe(
        'of the budget of the live version, else of the newest, in its current period; null without a budget',
      ),
    budgetOutlook: budgetOutlook.nullable().describe('null without a budget'),
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

/** In steps of work for a purchase of 1,000 lines, as ADR 65 measures it. */
export const ruleWork = z
  .object({
    rule: z.int().describe('of the newest version'),
    together: z.int().describe('of all rules that apply then, if the newest version were published now'),
    most: z.int().describe('the rules that apply at a time cannot be more together'),
    largest: z.enum(['history', 'conditions', 'effect']).describe('what takes most of the work of the rule'),
  })
  .meta({ id: 'RuleWork' });

export type RuleWork = z.infer<typeof ruleWork>;

const checkedRule = earningRule
  .extend({
    warnings: z.array(ruleWarning),
    work: ruleWork.nullable().describe('null if the rule is about no purchases'),
  })
  .meta({ id: 'CheckedEarningRule' });

const ruleVersion = named
  .extend({ version: z.int(), createdAt: instant, createdBy: z.string().nullable() })
  .meta({ id: 'EarningRuleVersion' });

const side = z.object({
  points: z.int(),
  status: z.int(),
  cost: z.int().describe("of the points, at the club's point value"),
  ownPoints: z.int().describe('of the points, those of the rule itself'),
  ownMembers: z.int().describe('members who got points from the rule'),
  limitedMembers: z.int().describe('members whose points a limit of the rule reduced'),
});

const changed = z.object({
  members: z.int(),
  points: z.int().describe('together, more or fewer'),
  top: z
    .array(
      z.object({
        member: z.object({ id, displayName: z.string() }),
        live: z.int().describe('points in the period, from all rules'),
        draft: z.int(),
      }),
    )
    .describe('those with the largest changes; without members that were erased since'),
});

const localDate = z.string().describe('YYYY-MM-DD');

export const factsOfToday = z
  .array(z.string())
  .describe(
    'facts of the condition that were not kept: those of today decide; all others are as they were at the purchase. None for a receipt that is not posted',
  );

const backTestResult = z
  .object({
    purchases: z.int().describe('of members'),
    anonymous: z.int().describe('purchases without a member; they earn nothing'),
    members: z.int(),
    booked: z.int().describe('points that these purchases gave when they were booked, before returns'),
    currency: currency.describe('of all costs: the reporting currency'),
    live: side.describe('by the rules that applied to each purchase and the live version of this rule'),
    draft: side.describe('by the same rules, and the draft in place of the live version'),
    costPerMonth: z.int().describe('cost of the points that the draft gives on top, for 30 days'),
    winners: changed.describe('members with more points by the draft'),
    losers: changed.describe('members with fewer points by the draft'),
    distribution: z
      .array(z.object({ from: z.int(), to: z.int().nullable(), live: z.int(), draft: z.int() }))
      .describe('members by the points that the rule itself gave them in the period'),
    series: z
      .array(z.object({ from: localDate, live: z.int(), draft: z.int() }))
      .describe('points by day, or by week for more than 31 days'),
    conditions: z
      .array(
        z.object({ pointer: z.string().describe('in `rule.when`; empty for the whole'), purchases: z.int() }),
      )
      .describe(
        'how many of the purchases of members met each part of the condition of the draft; none without a condition',
      ),
    assumes: z
      .literal('unchanged-behaviour')
      .describe('members buy as they did; nobody reacts to the changed rule'),
    ofToday: factsOfToday,
  })
  .meta({ id: 'BackTestResult' });

/** A draft rule, tried on the purchases of past days. */
export const backTest = z
  .object({
    id,
    rule: named.extend({ id: id.nullable().describe('the saved rule; null if it was never saved') }),
    against: z
      .int()
      .nullable()
      .describe('the live version that the draft is compared with; null if none was live'),
    days: z.int(),
    from: instant,
    until: instant.describe('exclusive'),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    progress: z
      .object({ done: z.int(), total: z.int().nullable().describe('null until it is known') })
      .describe('purchases'),
    result: backTestResult.nullable().describe('once it is done'),
    askedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'BackTest' });

export type BackTest = z.infer<typeof backTest>;

/** Requests and replies of the endpoints, by name. */
export const earningShapes = {
  listEarningRules: {
    query: listQuery.extend({
      state: ruleState.optional(),
      ...sortedBy('created', 'name', 'state', 'from', 'until', 'updated'),
    }),
    reply: readableListOf(earningRule),
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
  listBackTests: {
    query: listQuery.extend({ rule: id.optional() }),
    reply: listOf(backTest),
  },
  getBackTest: {
    params: z.object({ id }),
    reply: backTest,
  },
  cancelBackTest: {
    params: z.object({ id }),
    reply: backTest,
  },
};
