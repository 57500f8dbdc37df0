import type { ReportReason } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** Why someone reports a text. */
export const reasonNames: Readonly<Record<ReportReason, () => string>> = {
  spam: m.moderation_reason_spam,
  fraud: m.moderation_reason_fraud,
  insult: m.moderation_reason_insult,
  hate: m.moderation_reason_hate,
  'personal-data': m.moderation_reason_personal_data,
  illegal: m.moderation_reason_illegal,
  other: m.moderation_reason_other,
};

export const reasonOptions = (): { value: string; label: string }[] =>
  Object.entries(reasonNames).map(([value, name]) => ({ value, label: name() }));
