import type { Condition } from '@regulars/conditions';
import { previewSegment } from '@regulars/contracts';
import type { Call, Known } from './call.ts';

/** A manager waits at most so long for the count of a condition. */
const goal = 2000;

const regular: Condition = { fact: 'member.visits', op: 'at-least', value: 2 };
const gone: Condition = { fact: 'member.last-purchase', op: 'not-in-the-last-days', value: 60 };
const rich: Condition = { fact: 'member.spend', op: 'at-least', value: { amount: 30_000, currency: 'EUR' } };
const coffee: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } };
const bought = (where?: Condition): Condition => ({
  purchases: 'count',
  days: 90,
  op: 'at-least',
  value: 1,
  ...(where ? { where } : {}),
});

const conditions: Readonly<Record<string, Condition>> = {
  simple: regular,
  nested: {
    all: [regular, { any: [gone, { not: rich }] }, { fact: 'member.points', op: 'more-than', value: 10 }],
  },
  'bought lately': bought(),
  'bought coffee, no visit in a month': {
    all: [bought(coffee), { not: { purchases: 'visits', days: 30, op: 'at-least', value: 1 } }],
  },
};

/** Previews of segments: as the console asks first, where an estimate will do, and exactly. */
export const segmentCalls = ({ client }: Known): Call[] =>
  Object.entries(conditions).flatMap(([name, condition]): Call[] => [
    {
      name: `segment: ${name}`,
      goal,
      grows: true,
      most: 8,
      make: () => client.call(previewSegment, { body: { condition, estimate: true } }),
    },
    ...('fact' in condition
      ? []
      : [
          {
            name: `segment: ${name}, exactly`,
            goal,
            grows: true as const,
            most: 8,
            make: () => client.call(previewSegment, { body: { condition } }),
          },
        ]),
  ]);
