import { z } from 'zod';
import { id, instant } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const rule = z.object({ ruleId: id, version: z.int() });
const example = { ruleId: exampleIds.rule, version: 3 };

export const earningEvents = {
  'earning-rule.published': event({
    when: 'A version of an earning rule was published. It applies to purchases from a given time, past or future.',
    about: 'club',
    data: rule.extend({ from: instant.nullable().describe("null: from the start of the rule's validity") }),
    example: { ...example, from: '2026-11-22T09:00:00.000Z' },
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
};
