import { describe, expect, it } from 'vitest';
import { isHardBounce } from './hard-bounce.ts';

describe('a hard bounce', () => {
  it.each([
    [550, '550 5.1.1 <anna@member.example>: Recipient address rejected: User unknown', true],
    [550, '550-5.1.1 The email account that you tried to reach does not exist', true],
    [550, '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found', true],
    [550, '550 5.2.1 The email account is disabled', true],
    [550, '550 No such user here', true],
    [553, '553 sorry, no mailbox here by that name', true],
    // Said of us, or for a while.
    [554, '554 5.7.1 <anna@member.example>: Relay access denied', false],
    [550, '550 5.7.1 Service unavailable, Client host blocked', false],
    [550, '550 relay not permitted', false],
    [550, '550 Rejected: listed as spam', false],
    [552, '552 5.2.2 Mailbox full', false],
    [530, '530 5.7.0 Authentication required', false],
    [450, '450 4.1.1 User unknown, try later', false],
  ])('%i, "%s": %s', (code, answer, expected) => {
    expect(isHardBounce({ command: 'RCPT TO', code, answer })).toBe(expected);
  });

  it('is only what answers the address of the recipient', () => {
    const answer = '550 5.1.1 unknown';
    expect(isHardBounce({ command: 'MAIL FROM', code: 550, answer })).toBe(false);
    expect(isHardBounce({ command: 'DATA', code: 550, answer })).toBe(false);
  });
});
