import { z } from 'zod';
import { factsOfToday, ruleWarning } from './earning.ts';
import { explanationLine } from './points.ts';
import { currency, id, instant } from './values.ts';

/** A rule that gave nothing to a purchase, and why. */
export const ruleVerdict = z
  .object({
    rule: z.object({ id, version: z.int().describe('0 of a draft'), name: z.string() }),
    why: z.enum(['failed', 'not-met', 'other-goods', 'trial', 'elsewhere']),
    reason: z
      .string()
      .describe('as a sentence, with the parts of the condition that did not hold; nothing about the person'),
  })
  .meta({ id: 'RuleVerdict' });

export type RuleVerdict = z.infer<typeof ruleVerdict>;

const trialOutcome = z.object({
  points: z.int(),
  status: z.int(),
  explanation: z.array(explanationLine),
  unmet: z.array(ruleVerdict).describe('the other rules, as in `unmet` of a purchase'),
});

/** A draft rule, tried on one receipt. */
export const receiptTrial = z
  .object({
    purchasedAt: instant,
    currency,
    live: trialOutcome.describe('by the rules of the time of the purchase'),
    draft: trialOutcome.describe('by the same rules, and the draft in place of its saved version'),
    difference: z.object({ points: z.int(), status: z.int() }),
    warnings: z.array(ruleWarning).describe('about the draft'),
    ofToday: factsOfToday,
  })
  .meta({ id: 'RuleTrial' });
