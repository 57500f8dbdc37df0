import { expect, it } from 'vitest';
import { outcomeOf } from './mail-outcomes.ts';

const failed = (parts: object): Error => Object.assign(new Error('it failed'), parts);

it.each([
  [{ code: 'EAUTH', responseCode: 535, response: '535 no' }, 'sign-in-refused'],
  [{ code: 'EAUTH', responseCode: 454, response: '454 later' }, 'sign-in-refused'],
  [{ code: 'ENOTFOUND' }, 'unknown-host'],
  [{ code: 'EDNS' }, 'unknown-host'],
  [{ code: 'ECONNREFUSED' }, 'not-reached'],
  [{ code: 'ETIMEDOUT' }, 'no-answer'],
  [{ code: 'ETLS' }, 'not-secure'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'not-secure'],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'not-secure'],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }, 'sender-refused'],
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'recipient-refused'],
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, 'later'],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'message-refused'],
  [{}, 'failed'],
])('%j: %s', (parts, outcome) => {
  expect(outcomeOf(failed(parts)).outcome).toBe(outcome);
});

it('tells the words of the server, in one line and not too long', () => {
  expect(outcomeOf(failed({ response: '550 5.1.1\r\n550 No such user' })).answer).toBe(
    '550 5.1.1 550 No such user',
  );
  expect(outcomeOf(failed({ response: `550 ${'x'.repeat(900)}` })).answer).toHaveLength(300);
  expect(outcomeOf(failed({})).answer).toBe('it failed');
});
