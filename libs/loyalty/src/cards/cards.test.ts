import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cardNumberLengths,
  cardNumberOf,
  cardQrText,
  couponQrText,
  formatCardNumber,
  formatVoucherCode,
  isMistyped,
  newCardNumber,
  newVoucherCode,
  parseCardNumber,
  parseCode,
  parseVoucherCode,
  usualNumbering,
  voucherQrText,
  withCheckDigit,
} from '../index.ts';

const random = fc.infiniteStream(fc.nat(1_000_000)).map((numbers) => (below: number) => {
  const next = numbers.next();
  return next.done ? 0 : next.value % below;
});
const position = fc.nat(1_000_000);

function replaced(text: string, index: number, symbol: string): string {
  return text.slice(0, index) + symbol + text.slice(index + 1);
}

describe('card numbers', () => {
  test('end with the Luhn check digit', () => {
    expect(withCheckDigit('7992739871')).toBe('79927398713');
    expect(parseCardNumber('4021 0000 1234 5671')).toBe('4021000012345671');
    expect(parseCardNumber('4021-0000-1234-5671')).toBe('4021000012345671');
    expect(parseCardNumber('4021 0000 1234 5678')).toBeNull();
  });

  test.each(['', '4021', '40210000123456711', '4021 0000 1234 567X', '４021000012345671'])(
    'refuse %j',
    (text) => {
      expect(parseCardNumber(text)).toBeNull();
    },
  );

  test('survive a round trip through their printed form, and a wrong digit is detected', () => {
    fc.assert(
      fc.property(random, position, fc.integer({ min: 1, max: 9 }), (random, at, shift) => {
        const number = newCardNumber(random, usualNumbering);
        expect(number).toMatch(/^4021\d{12}$/);
        expect(formatCardNumber(number)).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
        expect(parseCardNumber(formatCardNumber(number))).toBe(number);
        const index = at % number.length;
        const wrong = String((Number(number[index]) + shift) % 10);
        expect(parseCardNumber(replaced(number, index, wrong))).toBeNull();
      }),
    );
  });

  test.each([
    ['x', 16],
    ['12345678', 16],
    ['-1', 16],
    ['0660', 16],
    ['29', 13],
    ['29', 8],
    ['2999', 9],
    ['29', 20],
  ])('do not begin with %j in %i digits', (prefix, length) => {
    expect(() => newCardNumber(() => 0, { prefix, length })).toThrow(RangeError);
  });

  test('are as long as the club wants, with a check digit', () => {
    fc.assert(
      fc.property(
        random,
        fc.constantFrom(...cardNumberLengths),
        fc.constantFrom('', '7', '29'),
        (draw, length, prefix) => {
          const number = newCardNumber(draw, { prefix, length });
          expect(number).toMatch(/^[1-9]\d+$/);
          expect(number).toHaveLength(length);
          expect(number.startsWith(prefix)).toBe(true);
          expect(isMistyped(number, { prefix, length })).toBe(false);
          expect(
            isMistyped(
              number.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
              { prefix, length },
            ),
          ).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['4006381333931', '4006381333931'],
    ['kd-00 123', 'KD00123'],
    [' 29 0001 2345 67 ', '290001234567'],
    ['123456', '123456'],
    ['12345', null],
    ['ÄB12345', null],
    ['a@b.example', null],
    ['+436601234567', null],
    ['123456789012345678901', null],
  ])('of another programme: %j is %j', (typed, number) => {
    expect(cardNumberOf(typed)).toBe(number);
  });

  test.each([
    ['4021000012345671', '4021 0000 1234 5671'],
    ['4006381333931', '4006381333931'],
    ['KD00123', 'KD00123'],
    ['123456', '123456'],
    ['2912345678', '2912 3456 78'],
  ])('%s are printed as %s', (number, printed) => {
    expect(formatCardNumber(number)).toBe(printed);
  });
});

describe('voucher codes', () => {
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

  test('survive typical typing, and a wrong character is detected', () => {
    fc.assert(
      fc.property(random, position, fc.integer({ min: 1, max: 31 }), (random, at, shift) => {
        const code = newVoucherCode(random);
        expect(formatVoucherCode(code)).toMatch(/^\w{4}-\w{4}-\w{4}-\w$/);
        const typed = formatVoucherCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
        expect(parseVoucherCode(` ${typed} `)).toBe(code);
        expect(parseVoucherCode(code.replaceAll('1', 'I'))).toBe(code);
        const index = at % code.length;
        const wrong = symbols.charAt((symbols.indexOf(code.charAt(index)) + shift) % 32);
        expect(parseVoucherCode(replaced(code, index, wrong))).toBeNull();
      }),
    );
  });

  test('use every symbol', () => {
    let count = 0;
    expect(newVoucherCode(() => 20 + count++)).toMatch(/^MNPQRSTVWXYZ/);
  });

  test.each(['', 'ABCD', 'U000000000000', '0000-0000-0000', '0000_0000_0000_0'])('refuse %j', (text) => {
    expect(parseVoucherCode(text)).toBeNull();
  });
});

describe('a scanned or typed code', () => {
  const voucher = newVoucherCode((below) => below - 1);

  test.each([
    [cardQrText('k1.aB_c-d~e'), { kind: 'card-token', token: 'k1.aB_c-d~e' }],
    ['REGULARS:CARD:abc', { kind: 'card-token', token: 'abc' }],
    ['regulars:card:', { kind: 'unknown' }],
    ['regulars:card:a b', { kind: 'unknown' }],
    [voucherQrText(voucher), { kind: 'voucher', code: voucher }],
    ['regulars:voucher:nonsense', { kind: 'unknown' }],
    [couponQrText('Welcome 10'), { kind: 'coupon', code: 'Welcome 10' }],
    ['regulars:coupon: ', { kind: 'unknown' }],
    [formatVoucherCode(voucher).toLowerCase(), { kind: 'voucher', code: voucher }],
    [' 4021 0000 1234 5671 ', { kind: 'card-number', number: '4021000012345671' }],
    ['4021 0000 1234 5678', { kind: 'unknown' }],
    ['Anna.K+club@Example.ORG', { kind: 'email', email: 'anna.k+club@example.org' }],
    ['anna@localhost', { kind: 'unknown' }],
    ['a@b..org', { kind: 'unknown' }],
    [`${'a'.repeat(250)}@b.org`, { kind: 'unknown' }],
    ['+49 (0)151 234-567/89', { kind: 'phone', phone: '+4915123456789' }],
    ['0043 660 1234567', { kind: 'phone', phone: '+436601234567' }],
    ['0660 1234567', { kind: 'phone', phone: '+436601234567' }],
    ['+123', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
    ['hello', { kind: 'unknown' }],
    ['x'.repeat(1000), { kind: 'unknown' }],
  ])('is recognised: %j', (text, code) => {
    expect(parseCode(text, '43')).toEqual(code);
  });

  test('a national phone number needs the calling code of the country', () => {
    expect(parseCode('0660 1234567')).toEqual({ kind: 'unknown' });
  });
});
