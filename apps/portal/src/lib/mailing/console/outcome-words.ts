import type { MailTest } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Tone = 'good' | 'warn' | 'bad';
interface Words {
  readonly tone: Tone;
  readonly title: () => string;
  /** What to do next. */
  readonly text: (inputs: { to: string }) => string;
}

const outcomes: Readonly<Record<MailTest['outcome'], Words>> = {
  accepted: { tone: 'good', title: m.mailing_outcome_accepted, text: m.mailing_outcome_accepted_text },
  'no-server': { tone: 'warn', title: m.mailing_outcome_no_server, text: m.mailing_outcome_no_server_text },
  'unknown-host': {
    tone: 'bad',
    title: m.mailing_outcome_unknown_host,
    text: m.mailing_outcome_unknown_host_text,
  },
  'not-reached': {
    tone: 'bad',
    title: m.mailing_outcome_not_reached,
    text: m.mailing_outcome_not_reached_text,
  },
  'no-answer': { tone: 'bad', title: m.mailing_outcome_no_answer, text: m.mailing_outcome_no_answer_text },
  'not-secure': { tone: 'bad', title: m.mailing_outcome_not_secure, text: m.mailing_outcome_not_secure_text },
  'sign-in-refused': {
    tone: 'bad',
    title: m.mailing_outcome_sign_in_refused,
    text: m.mailing_outcome_sign_in_refused_text,
  },
  'sender-refused': {
    tone: 'bad',
    title: m.mailing_outcome_sender_refused,
    text: m.mailing_outcome_sender_refused_text,
  },
  'recipient-refused': {
    tone: 'bad',
    title: m.mailing_outcome_recipient_refused,
    text: m.mailing_outcome_recipient_refused_text,
  },
  'message-refused': {
    tone: 'bad',
    title: m.mailing_outcome_message_refused,
    text: m.mailing_outcome_message_refused_text,
  },
  later: { tone: 'warn', title: m.mailing_outcome_later, text: m.mailing_outcome_later_text },
  failed: { tone: 'bad', title: m.mailing_outcome_failed, text: m.mailing_outcome_failed_text },
};

export const wordsOf = ({ outcome, to }: MailTest): { tone: Tone; title: string; text: string } => {
  const { tone, title, text } = outcomes[outcome];
  return { tone, title: title(), text: text({ to }) };
};
