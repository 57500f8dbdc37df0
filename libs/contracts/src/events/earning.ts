import { z } from 'zod';
import { id } from '../values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const rule = z.object({ ruleId: id, version: z.int(), name: z.string() });
const example = { ruleId: exampleIds.rule, version: 3, name: 'Double points on beans' };

export const earningEvents = {
  'earning-rule.published': event({
    when: 'A version of an earning rule posts from now on.',
    about: 'club',
    data: rule,
    example,
  }),
  'earning-rule.paused': event({
    when: 'An earning rule posts no longer.',
    about: 'club',
    data: rule,
    example,
  }),
};
