import { describe, expect, it } from 'vitest';
import { name, personName } from './names.ts';

describe('the name of a person', () => {
  it.each([
    'Anna',
    'Ing. Novák',
    'Ing.Novák',
    'J.de Vries',
    'St.Pauli',
    'Dr.med. O’Neill-Müller',
    'Nguyễn Thị Ánh',
    'Đặng',
    'نازنین‌زهرا',
    'क्षि',
    '李 明',
    'X Æ A-12',
    'José',
    'Anna @ Home',
    '👩🏽‍🚀 Anna',
  ])('may be %s', (typed) => expect(personName(100).parse(` ${typed} `)).toBe(typed));

  it.each([
    ['a line break', 'Anna\nKrause'],
    ['a control character', 'Anna\u0007'],
    ['a NUL', 'An\u0000na'],
    ['a delete', 'Anna\u007f'],
    ['a bidi override', 'Anna\u202Eevil'],
    ['a bidi isolate', '\u2066Anna\u2069'],
    ['a right-to-left mark', 'Anna\u200F'],
    ['a zero-width space', 'An\u200Bna'],
    ['a joiner between Latin letters', 'An\u200Dna'],
    ['a byte-order mark', 'Anna\uFEFF!'],
    ['a soft hyphen', 'An\u00ADna'],
    ['letters that are blanks', '\u3164\u3164'],
    ['a tower of accents', 'A\u0301\u0302\u0303\u0304\u0305nna'],
    ['a line separator', 'Anna\u2028Krause'],
    ['a private sign', 'Anna \uE000'],
    ['an address of the web', 'https://evil.example/x'],
    ['one without scheme', 'Win: evil.com'],
    ['one with www', 'www.evil'],
    ['one in capitals', 'EVIL.COM/win'],
    ['one in wide letters', 'ｅｖｉｌ．ｃｏｍ'],
    ['one with an ideographic full stop', 'evil。com'],
    ['one with a port', 'evil.shop:8080'],
    ['one of a subdomain', 'click here login.bank.co.uk now'],
    ['an international one', 'пример.рф'],
    ['an e-mail address', 'Anna anna@evil.example'],
    ['a mailto', 'mailto:x'],
  ])('may not be %s', (_, typed) => expect(personName(100).safeParse(typed).success).toBe(false));
});

it('the name of a thing may contain an address, but no invisible characters', () => {
  expect(name(80).safeParse('morgenrot.shop').success).toBe(true);
  expect(name(80).safeParse('Morgen\u202Erot').success).toBe(false);
});
