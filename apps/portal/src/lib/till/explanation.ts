import type { ExplanationLine } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** Short enough for the till: the rule's name, else what else gave the points. */
export function explanationName({ rule, details, reason }: ExplanationLine): string {
  if (rule) return rule.name;
  if (details.kind === 'tier' && typeof details.tier === 'string')
    return m.till_why_tier({ tier: details.tier });
  if (details.kind === 'no-rate') return m.till_why_none();
  return reason;
}
