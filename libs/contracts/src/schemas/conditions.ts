import { conditionLimits, happeningNames, type Condition, tidied } from '@regulars/conditions';
import { z } from 'zod';
import { id, listOf } from './values.ts';

const { depth, nodes, children, values, text } = conditionLimits;

const ref = { $ref: '#/components/schemas/Condition' };

const many = { type: 'array', items: ref, minItems: 1, maxItems: children };

const op = { type: 'string' };

const value = {
  description: `Depends on the operator: a text, a number, true or false, money, a date, days, a range { from, to }, or up to ${values} texts of at most ${text} characters`,
};

const node = (properties: Record<string, object>, optional: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const happened = {
  happened: { type: 'string', enum: happeningNames },
  of: {
    description:
      'Which ones: ids of rewards, coupons, offers, surveys, communities or segments, or codes of custom events',
    type: 'array',
    items: { type: 'string', maxLength: text },
    minItems: 1,
    maxItems: values,
  },
};
const days = { type: 'integer', minimum: 1, maximum: conditionLimits.happenedDays };
const follower = node(happened, ['of']);

/**
 * A condition as sent and stored. Its subject decides which facts and operators it may use. The API checks them
 * (`checkCondition`) and answers with pointers. A stored condition may come from a newer version.
 */
export const condition = z
  .custom<Condition>((input) => typeof input === 'object' && input !== null, 'condition')
  .overwrite(tidied)
  .meta({
    id: 'Condition',
    description: `GET /condition-facts lists facts and operators. At most ${depth} levels and ${nodes} nodes.`,
    oneOf: [
      node({ all: many }),
      node({ any: many }),
      node({ not: ref }),
      node({ fact: { type: 'string' }, key: { type: 'string' }, op, value }, ['key', 'value']),
      node(
        {
          lines: { type: 'string', enum: ['any', 'all', 'count', 'sum-quantity', 'sum-amount'] },
          where: ref,
          op,
          value,
        },
        ['where', 'op', 'value'],
      ),
      node(
        {
          purchases: { type: 'string', enum: ['count', 'sum'] },
          days: { type: 'integer', minimum: 1, nullable: true },
          where: ref,
          op,
          value,
        },
        ['where'],
      ),
      node({ ...happened, days, op, value }, ['of']),
      node({ ...happened, days, then: follower, within: days }, ['of']),
      node({ ...happened, days, without: follower, within: days }, ['of']),
    ],
  });

/** What names a product set or a segment in a condition. */
export const conditionUse = z.object({
  type: z.enum(['earning-rule', 'challenge', 'coupon', 'offer', 'reward', 'survey', 'community', 'segment']),
  id,
  name: z.string(),
});

export type ConditionUse = z.infer<typeof conditionUse>;

const inLanguages = z.object({ de: z.string(), en: z.string(), cs: z.string() });

const source = z.enum([
  'category',
  'brand',
  'product',
  'product-set',
  'location',
  'tier',
  'currency',
  'tag',
  'badge',
  'segment',
  'score-group',
  'own-score',
  'reward',
  'coupon',
  'offer',
  'survey',
  'community',
  'event-type',
  'interest',
]);

const choices = z.array(z.object({ value: z.string(), texts: inLanguages })).nullable();

const conditionFact = z
  .object({
    name: z.string(),
    scope: z.enum(['line', 'purchase', 'moment', 'event', 'answer', 'member']),
    scopeTexts: inLanguages,
    type: z.enum(['text', 'choice', 'number', 'money', 'date', 'time', 'flag', 'set']),
    texts: inLanguages,
    unit: inLanguages.nullable().describe('unit of a number'),
    parameter: inLanguages.nullable().describe('meaning of `key`; absent if the fact has no `key`'),
    nullable: z.boolean().describe('may be unknown; every comparison is then false'),
    keys: choices.describe('allowed values of `key`; null for any text'),
    keySource: source.nullable().describe('resources that `key` refers to, as in `source`'),
    choices: choices.describe('allowed values'),
    source: source
      .nullable()
      .describe(
        'resources that the values refer to: locations, tiers, product sets and segments by id, products by SKU, badges, interests and groups of scores by key',
      ),
    operators: z.array(
      z.object({
        name: z.string(),
        takes: z.enum(['one', 'many', 'range', 'days', 'nothing']),
        texts: inLanguages,
        notTexts: inLanguages.describe('for the negated operator'),
      }),
    ),
  })
  .meta({ id: 'ConditionFact' });

/** Requests and replies of the endpoints, by name. */
export const conditionsShapes = {
  listConditionFacts: {
    query: z.object({
      for: z
        .enum(['line', 'purchase', 'sale', 'event', 'answers', 'member'])
        .optional()
        .describe(
          'only facts available for this subject: a line (`where` of an earning rule), a past purchase, a purchase with its member, an event with its member, the answers of a survey so far, or a member',
        ),
    }),
    reply: listOf(conditionFact),
  },
};
