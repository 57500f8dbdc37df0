import { conditionLimits, tidied, type Condition } from '@regulars/conditions';
import { z } from 'zod';

const { depth, nodes, children, values, text } = conditionLimits;
const ref = { $ref: '#/components/schemas/Condition' };
const many = { type: 'array', items: ref, minItems: 1, maxItems: children };
const op = { type: 'string' };
const value = {
  description: `As the operator takes it: a text, a number, true or false, money, a date, days, a range { from, to }, or up to ${values} texts of at most ${text} characters`,
};
const node = (properties: Record<string, object>, optional: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

/**
 * A condition as it is sent and stored. The facts and operators that it may name depend on what it is about: the API
 * checks them (`checkCondition`) and answers with pointers. What is stored may come from a newer version.
 */
export const condition = z
  .custom<Condition>((input) => typeof input === 'object' && input !== null, 'a condition')
  .overwrite(tidied)
  .meta({
    id: 'Condition',
    description: `Facts and operators: GET /condition-facts. At most ${depth} levels and ${nodes} nodes.`,
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
    ],
  });
