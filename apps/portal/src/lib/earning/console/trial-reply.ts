import type { BackTest, ReplyOf, simulateEarningRule } from '@regulars/contracts';
import { replyAt, type Outcome } from '#lib/shell/form/outcome.ts';

export type Trial = Exclude<ReplyOf<typeof simulateEarningRule>, BackTest>;

const isTrial = (reply: unknown): reply is Trial =>
  typeof reply === 'object' && reply !== null && 'difference' in reply;

/** What the trial of a draft gave; null if there was none. */
export function trialOf(form: Outcome | null): Trial | null {
  const reply = replyAt(form, 'try');
  return reply && isTrial(reply) ? reply : null;
}

export const trialWarnings = (form: Outcome | null): Trial['warnings'] | null =>
  trialOf(form)?.warnings ?? null;
