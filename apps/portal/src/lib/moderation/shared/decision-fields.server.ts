import type { AuthorDecision, TextDecision } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, oneOf, ticked } from '#lib/server/fields.ts';
import { Faults } from '#lib/server/submit.ts';

interface Measures {
  readonly text: TextDecision;
  readonly author: AuthorDecision;
}

/** What a choice of the form does. */
const measuresOf: Readonly<Record<string, Measures>> = {
  leave: { text: 'leave', author: 'none' },
  warn: { text: 'delete', author: 'warn' },
  ban: { text: 'delete', author: 'ban' },
  silence: { text: 'delete', author: 'silence' },
  hide: { text: 'hide', author: 'none' },
  delete: { text: 'delete', author: 'none' },
};

/** The fields of a decision. */
export const decisionFields = {
  id: anyText,
  choice: anyText,
  ground: oneOf(['rules', 'law'], 'rules'),
  rule: anyText,
  reason: anyText,
  sameLink: ticked,
};

interface Typed {
  readonly choice: string;
  readonly ground: 'rules' | 'law';
  readonly rule: string;
  readonly reason: string;
  readonly sameLink: boolean;
}

/** As the API takes it. Throws `Faults` for what is missing. */
export const decisionBody = ({ choice, ground, rule, reason, sameLink }: Typed) => {
  const measures = measuresOf[choice];
  if (!measures) throw new Faults({ choice: m.common_field_required() });
  const restricts = measures.text !== 'leave' || measures.author !== 'none';
  if (!restricts) return measures;
  assertReason(reason);
  if (ground === 'law' && rule === '') throw new Faults({ rule: m.moderation_decide_law_missing() });
  return { ...measures, reason, ground, rule: rule || null, sameLink };
};

export const assertReason = (reason: string): void => {
  if (reason.length < 10) throw new Faults({ reason: m.moderation_decide_short() });
};
