import { describe, expect, it } from 'vitest';
import { amountOf, fractionDigits, keypadKey, press, type KeypadKey } from './keypad.ts';

const typed = (keys: KeypadKey[], digits = 2) => keys.reduce((entry, key) => press(entry, key, digits), '');

describe('keypad', () => {
  it.each<[KeypadKey[], string, number]>([
    [['2', '9'], '29', 2900],
    [['2', '9', 'comma', '5'], '29.5', 2950],
    [['2', '9', 'comma', '5', '0'], '29.50', 2950],
    [['comma', '0', '5'], '0.05', 5],
    [['1', '00'], '100', 10_000],
    [[], '', 0],
  ])('turns %j into %s', (keys, entry, amount) => {
    expect(typed(keys)).toBe(entry);
    expect(amountOf(entry, 2)).toBe(amount);
  });

  it('drops leading zeros', () => {
    expect(typed(['0', '0', '7'])).toBe('7');
    expect(typed(['00'])).toBe('0');
  });

  it('ignores a second decimal mark and a third decimal', () => {
    expect(typed(['1', 'comma', '2', 'comma', '3', '4'])).toBe('1.23');
  });

  it('ignores the decimal mark if the currency has no decimals', () => {
    expect(typed(['5', '00', 'comma', '5'], 0)).toBe('5005');
    expect(amountOf('5005', 0)).toBe(5005);
  });

  it('stops at seven digits', () => {
    expect(amountOf(typed(Array.from({ length: 12 }, () => '9')), 2)).toBe(999_999_900);
  });

  it('deletes one digit or all', () => {
    expect(typed(['1', '2', 'back'])).toBe('1');
    expect(typed(['1', '2', 'clear'])).toBe('');
    expect(typed(['back'])).toBe('');
  });

  it('accepts keyboard input', () => {
    expect(keypadKey('7')).toBe('7');
    expect(keypadKey(',')).toBe('comma');
    expect(keypadKey('Backspace')).toBe('back');
    expect(keypadKey('Delete')).toBe('clear');
    expect(keypadKey('a')).toBeUndefined();
  });

  it('takes the number of decimals of a currency from Intl', () => {
    expect([fractionDigits('EUR'), fractionDigits('CZK'), fractionDigits('JPY')]).toEqual([2, 2, 0]);
  });
});
