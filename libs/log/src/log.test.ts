import { describe, expect, it } from 'vitest';
import { householdAddress, shortAddress } from './address.ts';
import { loggedError } from './logged-error.ts';
import { withoutPrivateText } from './private-text.ts';
import { readable } from './readable.ts';
import { requestId } from './request-id.ts';

describe('an IP address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:12:3456::1', '2001:db8:12::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['::1', '0:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    ['anna@club.example', 'unknown'],
    ['', 'unknown'],
  ])('%s is shortened to %s', (whole, short) => expect(shortAddress(whole)).toBe(short));

  it.each([
    ['203.0.113.77', '203.0.113.77'],
    ['::ffff:203.0.113.77', '203.0.113.77'],
    ['::FFFF:cb00:714d', '203.0.113.77'],
    ['0:0:0:0:0:ffff:203.0.113.77', '203.0.113.77'],
    ['2001:db8:12:3456::1', '2001:db8:12:3456::/64'],
    ['2001:0DB8:0012:3456:ffff:1:2:3', '2001:db8:12:3456::/64'],
    ['2001:db8::4:5:6:192.0.2.1', '2001:db8:0:4::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s belongs to the household %s', (whole, home) => expect(householdAddress(whole)).toBe(home));
});

describe('the id of a request', () => {
  it('is accepted only from a trusted proxy, and only in a safe format', () => {
    expect(requestId('abcd-1234', true)).toBe('abcd-1234');
    for (const given of ['abcd-123\n', 'a', 'x'.repeat(65), 'ab cd 1234', ['abcd-1234'], null, undefined])
      expect(requestId(given, true)).toMatch(/^[\da-f-]{36}$/);
    expect(requestId('abcd-1234', false)).not.toBe('abcd-1234');
  });
});

describe('a text in the log', () => {
  it.each([
    ['mail to anna.k@club.example failed', 'mail to [personal] failed'],
    ['GET /x?token=abc&y=2 failed', 'GET /x?[query] failed'],
    ['key rk_live_abc-DEF_1 is gone', 'key [secret] is gone'],
    ['connect postgres://user:word@host:5432/db', 'connect postgres://[secret]@host:5432/db'],
    [`link ${'a1'.repeat(22)}`, 'link [secret]'],
    ['born 1990-05-12, call +43 660 123 45 67', 'born [number], call [number]'],
    ['invalid input syntax for type uuid: "Anna"', 'invalid input syntax for type uuid: "[value]"'],
    ['Key (last_name)=(Kovář) already exists.', 'Key (last_name)=([value]) already exists.'],
    ['one\ntwo\u001b[31m\u2028three\u202e', 'one two [31m three '],
    ['job 0198f0a0-0000-7000-8000-000000000000 waits', 'job 0198f0a0-0000-7000-8000-000000000000 waits'],
  ])('turns %j into %j', (text, clean) => expect(withoutPrivateText(text)).toBe(clean));

  it('is cut at a maximum length', () =>
    expect(withoutPrivateText('x '.repeat(5000)).length).toBeLessThanOrEqual(2000));
});

describe('an error in the log', () => {
  it('keeps its stack and code, and drops further lines of its message', () => {
    const error = Object.assign(new Error('no\n    at Anna (secret.ts:1:1)'), {
      code: '23505',
      table: 'members',
      detail: 'Key (email)=(anna@club.example) already exists.',
    });
    const logged = loggedError(error, (text) => text.replaceAll('Anna', '[personal]'));
    expect(logged).toMatchObject({ type: 'Error', code: '23505', table: 'members' });
    expect(JSON.stringify(logged)).not.toMatch(/anna/i);
    expect(logged.stack?.[0]).toContain('log.test.ts');
  });

  it('includes its causes, up to a limit', () => {
    const error = new Error('outer');
    error.cause = error;
    expect(loggedError(error).cause?.cause?.cause).toBeUndefined();
    expect(loggedError('thrown')).toEqual({ type: 'string', message: 'thrown' });
  });
});

it('a line in a terminal starts with what people look for', () => {
  const line = {
    time: '2026-11-26T10:00:00.123Z',
    level: 'info',
    app: 'api',
    id: 'x',
    method: 'GET',
    status: 200,
    ms: 2,
  };
  const plain = readable(JSON.stringify({ ...line, route: '/a' }))
    .split('\u001b')
    .map((part) => part.replace(/^\[\d+m/, ''));
  expect(plain.join('')).toBe('10:00:00.123 info  api GET /a 200 2 ms id=x\n');
});
