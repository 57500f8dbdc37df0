import { z } from 'zod';
import { date, id, instant } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const rule = z.object({ ruleId: id, version: z.int() });
const example = { ruleId: exampleIds.rule, version: 3 };
const used = {
  per: z.enum(['total', 'month', 'quarter', 'year']),
  periodFrom: date.nullable().describe('the first day of the period; null: all time'),
  points: z.int().describe('of the budget'),
  used: z.int(),
};
const budget = rule.extend(used);
const shared = z.object({ budgetId: id, locationId: id.nullable().describe('null: the club'), ...used });
const usedExample = { per: 'month' as const, periodFrom: '2026-11-01', points: 50_000 };
const budgetExample = { ...example, ...usedExample };
const sharedExample = { budgetId: exampleIds.budget, locationId: exampleIds.location, ...usedExample };

export const earningEvents = {
  'earning-rule.published': event({
    when: 'A version of an earning rule was published. It applies to purchases from a given time, past or future.',
    about: 'club',
    data: rule.extend({
      from: instant.nullable().describe("null: from the start of the rule's validity"),
      share: z.int().optional().describe('percent of the members, in a trial; absent: all'),
    }),
    example: { ...example, from: '2026-11-22T09:00:00.000Z' },
  }),
  'earning-rule.trial-ended': event({
    when: 'The trial of a version of an earning rule ended: the version applies to all members, or to nobody.',
    about: 'club',
    data: rule.extend({ for: z.enum(['all', 'nobody']) }),
    example: { ...example, for: 'all' as const },
  }),
  'earning-rule.paused': event({
    when: 'An earning rule was paused. It does not apply to purchases from a given time, past or future.',
    about: 'club',
    data: rule.extend({ at: instant }),
    example: { ...example, at: '2026-11-22T09:00:00.000Z' },
  }),
  'earning-rule.withdrawn': event({
    when: 'A scheduled version of an earning rule was withdrawn.',
    about: 'club',
    data: rule,
    example,
  }),
  'earning-rule.budget-nearly-used': event({
    when: 'An earning rule has given 80 % of its budget. Published once per period and amount, within some minutes.',
    about: 'club',
    data: budget,
    example: { ...budgetExample, used: 40_120 },
  }),
  'earning-rule.budget-used-up': event({
    when: 'An earning rule has given its whole budget. Published once per period and amount, within some minutes.',
    about: 'club',
    data: budget,
    example: { ...budgetExample, used: 50_000 },
  }),
  'shared-budget.nearly-used': event({
    when: 'Purchases got 80 % of the budget of a location or of the club. Published once per period and amount, within some minutes.',
    about: 'club',
    data: shared,
    example: { ...sharedExample, used: 40_120 },
  }),
  'shared-budget.used-up': event({
    when: 'Purchases got the whole budget of a location or of the club. Published once per period and amount, within some minutes.',
    about: 'club',
    data: shared,
    example: { ...sharedExample, used: 50_000 },
  }),
};
