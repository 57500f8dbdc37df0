import { describe, expect, it } from 'vitest';
import { amountOf, keypadKey, pasted, press, type KeypadKey } from './keypad.ts';

const typed = (keys: KeypadKey[], digits = 2) =>
  keys.reduce((entry, key) => press(entry, key, digits).entry, '');

describe('keypad', () => {
  it.each<[KeypadKey[], number, number]>([
    [['1', '2', '5', '0'], 2, 1250],
    [['2', '9', '00'], 2, 2900],
    [['5'], 2, 5],
    [['1', '2', '5', '0'], 0, 1250],
    [['1', '2', '5', '0'], 3, 1250],
    [[], 2, 0],
  ])('reads %j with %i decimals as %i minor units', (keys, digits, amount) => {
    expect(amountOf(typed(keys, digits), digits)).toBe(amount);
  });

  it.each<[KeypadKey[], number, number]>([
    [['1', '2', 'comma', '5'], 2, 1250],
    [['1', '2', 'comma', '5', '0'], 2, 1250],
    [['1', '2', '5', '0', 'comma'], 2, 125_000],
    [['comma', '0', '5'], 2, 5],
    [['0', 'comma', '5'], 2, 50],
    [['1', '2', 'comma', '00'], 2, 1200],
    [['1', 'comma', '5'], 3, 1500],
  ])('reads %j typed with a decimal mark and %i decimals as %i minor units', (keys, digits, amount) => {
    expect(amountOf(typed(keys, digits), digits)).toBe(amount);
  });

  it('ignores leading zeros', () => {
    expect(typed(['0', '00', '7'])).toBe('7');
    expect(typed(['00'])).toBe('');
  });

  it.each<[string, KeypadKey, number, string]>([
    ['999999999', '9', 2, 'full'],
    ['99999999', '00', 2, 'full'],
    ['12345678', 'comma', 2, 'full'],
    ['12.34', '5', 2, 'decimals'],
    ['12.3', '00', 2, 'decimals'],
    ['5', 'comma', 0, 'decimals'],
    ['12.3', 'comma', 2, 'not-an-amount'],
  ])('keeps %s unchanged when %s does not fit, and says why', (entry, key, digits, refusal) => {
    expect(press(entry, key, digits)).toEqual({ entry, refusal });
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
});

describe('a pasted amount', () => {
  it.each<[string, number, ',' | '.', number]>([
    ['12,5', 2, ',', 1250],
    ['12.50', 2, ',', 1250],
    ['12', 2, ',', 1200],
    ['€ 1,234.50', 2, '.', 123_450],
    ['1.234,50 €', 2, ',', 123_450],
    ['1 234,50 Kč', 2, ',', 123_450],
    ['1.234', 2, ',', 123_400],
    ['1,234,567', 2, '.', 123_456_700],
    ['1250', 0, '.', 1250],
    ['1.250', 3, '.', 1250],
    ['007.10', 2, '.', 710],
  ])('reads %s with %i decimals and the mark %s as %i', (text, digits, mark, amount) => {
    const { entry, refusal } = pasted(text, digits, mark);
    expect(refusal).toBeNull();
    expect(amountOf(entry, digits)).toBe(amount);
  });

  it.each<[string, number, ',' | '.', string]>([
    ['12,5.0', 2, ',', 'not-an-amount'],
    ['1,234', 2, ',', 'not-an-amount'],
    ['-5', 2, ',', 'not-an-amount'],
    ['1e9', 2, ',', 'not-an-amount'],
    ['House blend', 2, ',', 'not-an-amount'],
    ['', 2, ',', 'not-an-amount'],
    ['12.3456', 2, '.', 'decimals'],
    ['12.5', 0, '.', 'decimals'],
    ['99999999', 2, '.', 'full'],
  ])('refuses %s with %i decimals and the mark %s: %s', (text, digits, mark, refusal) => {
    expect(pasted(text, digits, mark)).toEqual({ entry: '', refusal });
  });
});
