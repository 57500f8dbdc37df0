import { randomUUID } from 'node:crypto';

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

/** Texts that every text field must handle. */
export const badTexts: readonly string[] = [
  '',
  ' ',
  'x'.repeat(20_000),
  'a\0b',
  'a\ud800b',
  '-1',
  '1.5',
  '1e308',
  '9007199254740993',
  '99999999999999999999',
  'NaN',
  'null',
  'true',
  'ffffffff-ffff-ffff-ffff-fffffffffff',
  '00000000-0000-0000-0000-000000000000',
  randomUUID(),
  '2025-02-30',
  '2025-02-30T10:00:00Z',
  '0001-01-01',
  '9999-12-31',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-23:59',
  '0000-01-01T00:00:00+23:59',
  '2026-11-22T10:00:00+14:45',
  '2026-11-22T24:00:00Z',
  '2026-11-22T10:00:00',
  '🦄👩‍👩‍👧',
  'مرحبا \u202eabc',
  "'; drop table members; --",
  '<img src=x onerror=alert(1)>',
  '%_\\',
  '../../etc/passwd',
  '=1+1',
  '__proto__',
  'constructor',
  'nobody@club.example',
];

/** JSON values of other types than the field expects. */
export const badValues: readonly unknown[] = [
  ...badTexts,
  null,
  true,
  0,
  -1,
  1.5,
  0.001,
  1e308,
  -1e308,
  2_147_483_648,
  2 ** 53,
  [],
  nested(20),
  Array.from({ length: 10_000 }, () => 0),
  Array.from({ length: 3 }, () => 'x'),
  {},
  { unknown: 'field' },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}') as unknown,
  { a: { b: { c: 'd' } } },
];

/** Invalid bodies with their content type. */
export const badBodies: readonly (readonly [name: string, type: string | undefined, body: string])[] = [
  ['no JSON', 'application/json', '{"a":'],
  ['JSON that is no object', 'application/json', '"text"'],
  ['null', 'application/json', 'null'],
  ['an array', 'application/json', '[1]'],
  ['two megabytes', 'application/json', JSON.stringify({ a: 'x'.repeat(2_000_000) })],
  ['5,000 levels', 'application/json', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['5,000 levels under a name', 'application/json', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ['plain text', 'text/plain', '{}'],
  ['a form', 'application/x-www-form-urlencoded', 'a=1&b[c]=2'],
  ['XML', 'application/xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['a form with a file', 'multipart/form-data; boundary=x', '--x\r\n\r\nnothing'],
  ['a form without a boundary', 'multipart/form-data', 'nothing'],
  ['a picture', 'image/png', 'no picture'],
  ['an unknown charset', 'application/json; charset=klingon', '{}'],
  ['a type that is none', 'nonsense', '{}'],
  ['no type', undefined, '{}'],
];

export const badVersions = [
  '',
  '*',
  '1',
  '"',
  '"-1"',
  '"1e3"',
  '"99999999999"',
  '"1", "2"',
  'W/"x"',
  '"1\0"',
];
export const badIdempotencyKeys = ['', ' ', 'k'.repeat(256), 'a\0b', 'ключ', '\u00ff'];

const cursorOf = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');
const parts = [
  'x',
  '',
  -1,
  1.5,
  1e308,
  2 ** 53,
  null,
  '9999-99-99',
  '10000-01-01T00:00:00Z',
  '1e400',
  randomUUID(),
];

/** Forged cursors of every length, with values that no list sorts by. */
export const badCursors: readonly string[] = [
  'nonsense',
  '%',
  Buffer.from('{').toString('base64url'),
  Buffer.from('{}').toString('base64url'),
  Buffer.from('[[[]]]').toString('base64url'),
  cursorOf(),
  cursorOf(true),
  cursorOf('a\0b'),
  ...[1, 2, 3, 4].flatMap((length) => parts.map((part) => cursorOf(...Array.from({ length }, () => part)))),
  ...[2, 3, 4].flatMap((length) =>
    parts.map((part) => cursorOf('2026-11-22T10:00:00Z', ...Array.from({ length: length - 1 }, () => part))),
  ),
];

/** Path segments that cannot be decoded and that no browser sends. */
export const rawTexts: readonly string[] = ['%', '%zz', '%ED%A0%80', '%C0%AF', '%FF', '%u0041'];
