/** Keys of the keypad; `00` stands for two zeros, `comma` for the decimal mark of the cashier's language. */
export type KeypadKey =
  '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'comma' | 'back' | 'clear';

/** The largest amount of one entry: 9,999,999.99. */
const longestWhole = 7;

/**
 * The input after one more key: digits with at most one `.`, as in `29` or `29.5`. An impossible key changes
 * nothing.
 * @param digits of the currency after the mark, 2 for EUR
 */
export function press(entry: string, key: KeypadKey, digits: number): string {
  if (key === 'clear') return '';
  if (key === 'back') return entry.slice(0, -1);
  if (key === 'comma') return entry.includes('.') || digits === 0 ? entry : `${entry || '0'}.`;
  return [...key].reduce((typed, digit) => append(typed, digit, digits), entry);
}

function append(entry: string, digit: string, digits: number): string {
  const [whole = '', fraction] = entry.split('.');
  if (fraction !== undefined) return fraction.length < digits ? entry + digit : entry;
  if (whole === '0') return digit;
  if (whole === '' && digit === '0') return '0';
  return whole.length < longestWhole ? entry + digit : entry;
}

/** The entry in minor units: `29.5` of EUR is 2950. */
export function amountOf(entry: string, digits: number): number {
  const [whole = '', fraction = ''] = entry.split('.');
  return Number(`${whole || '0'}${fraction.padEnd(digits, '0')}`);
}

/** The keypad key of a keyboard key. */
export function keypadKey(key: string): KeypadKey | undefined {
  if (/^\d$/.test(key)) return digitKeys[Number(key)];
  if (key === ',' || key === '.' || key === 'Decimal') return 'comma';
  if (key === 'Backspace') return 'back';
  return key === 'Delete' ? 'clear' : undefined;
}

const digitKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits after the mark: 2 for EUR and CZK, 0 for JPY. */
export const fractionDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
