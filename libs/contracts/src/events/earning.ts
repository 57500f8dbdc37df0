import { z } from 'zod';
import { id, instant } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const rule = z.object({ ruleId: id, version: z.int() });
const example = { ruleId: exampleIds.rule, version: 3 };

export const earningEvents = {
  'earning-rule.published': event({
    when: 'A version of an earning rule was published: it posts for purchases from a moment on, be it past or ahead.',
    about: 'club',
    data: rule.extend({ from: instant.nullable().describe('null: as far back as the rule is valid') }),
    example: { ...example, from: '2026-11-22T09:00:00.000Z' },
  }),
  'earning-rule.paused': event({
    when: 'An earning rule posts for no purchase from a moment on, be it past or ahead.',
    about: 'club',
    data: rule.extend({ at: instant }),
    example: { ...example, at: '2026-11-22T09:00:00.000Z' },
  }),
  'earning-rule.withdrawn': event({
    when: 'What was scheduled of an earning rule will not begin.',
    about: 'club',
    data: rule,
    example,
  }),
};
