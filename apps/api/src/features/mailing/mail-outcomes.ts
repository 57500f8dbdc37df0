import type { MailTest } from '@regulars/contracts';
import { startOf } from '../../platform/text.ts';

type Outcome = MailTest['outcome'];

const byCode: Readonly<Record<string, Outcome>> = {
  EAUTH: 'sign-in-refused',
  ENOAUTH: 'sign-in-refused',
  EOAUTH2: 'sign-in-refused',
  EDNS: 'unknown-host',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ETIMEDOUT: 'no-answer',
  ETLS: 'not-secure',
  EMESSAGE: 'message-refused',
  ECONNREFUSED: 'not-reached',
  ECONNRESET: 'not-reached',
  ECONNECTION: 'not-reached',
  EHOSTUNREACH: 'not-reached',
  ENETUNREACH: 'not-reached',
  ESOCKET: 'not-reached',
};

/** What became of a mail that could not be sent, and the server's own words if it said any. */
export const outcomeOf = (error: unknown): Pick<MailTest, 'outcome' | 'answer'> => {
  const { code, command, response, responseCode, message } = error as Record<string, unknown>;
  const said = typeof response === 'string' && response !== '' ? response : message;
  return {
    outcome: kindOf(String(code), String(command), responseCode),
    answer: typeof said === 'string' ? startOf(said.replaceAll(/\s+/g, ' ').trim(), 300) : null,
  };
};

const kindOf = (code: string, command: string, responseCode: unknown): Outcome => {
  if (code === 'EAUTH') return 'sign-in-refused';
  // 4xx: the same mail may be taken later.
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 500) return 'later';
  if (code === 'EENVELOPE') return command === 'MAIL FROM' ? 'sender-refused' : 'recipient-refused';
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/.test(code)) return 'not-secure';
  return byCode[code] ?? 'failed';
};
