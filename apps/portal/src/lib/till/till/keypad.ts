/** Keys of the keypad; `00` types two zeros. The decimal mark comes from a keyboard only. */
export type KeypadKey =
  '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'comma' | 'back' | 'clear';

/** Why a key or a pasted text changed nothing. */
export type KeypadRefusal = 'full' | 'decimals' | 'not-an-amount';

export interface Pressed {
  readonly entry: string;
  readonly refusal: KeypadRefusal | null;
}

/** Digits of the largest amount of one entry: 9,999,999.99. */
const longest = 9;

/**
 * The input after one more key. Digits alone are minor units, as on a register: `1250` of EUR is 12.50. After a
 * decimal mark, the digits before it are whole units: `12.5` is 12.50. A key never loses a digit silently: an
 * impossible one changes nothing and says why.
 * @param digits of the currency after the mark, 2 for EUR
 */
export function press(entry: string, key: KeypadKey, digits: number): Pressed {
  if (key === 'clear') return { entry: '', refusal: null };
  if (key === 'back') return { entry: entry.slice(0, -1), refusal: null };
  const typed = key === 'comma' ? withMark(entry) : withDigits(entry, key);
  const refusal = refusalOf(typed, digits);
  return { entry: refusal === null ? typed : entry, refusal };
}

const withMark = (entry: string): string => `${entry || '0'}.`;

/** Leading zeros mean nothing; `0.` is the start of `0.05`. */
const withDigits = (entry: string, added: string): string => (entry + added).replace(/^0+(?!\.)/u, '');

function refusalOf(typed: string, digits: number): KeypadRefusal | null {
  const parts = /^(\d*)(?:\.(\d*))?$/u.exec(typed);
  if (!parts) return 'not-an-amount';
  const [, whole = '', fraction] = parts;
  if (fraction !== undefined && (digits === 0 || fraction.length > digits)) return 'decimals';
  return whole.length + (fraction === undefined ? 0 : digits) > longest ? 'full' : null;
}

/** The entry in minor units: `2950` and `29.5` of EUR are 2950. */
export function amountOf(entry: string, digits: number): number {
  const [whole = '', fraction] = entry.split('.');
  return Number(`${whole || '0'}${fraction === undefined ? '' : fraction.padEnd(digits, '0')}`);
}

/**
 * A pasted amount as an entry: whole units with or without decimals, `1.234,50` or `€ 1,234.50` or `12`. Three digits
 * after a single mark are thousands only if the language writes them so.
 * @param mark the decimal mark of the cashier's language
 */
export function pasted(text: string, digits: number, mark: ',' | '.'): Pressed {
  const bare = text.replaceAll(/[\s\u00a0\u202f'’\p{Sc}]|^\p{L}{1,3}|\p{L}{1,3}\.?$/gu, '');
  const plain = withoutThousands(bare, digits, mark);
  if (plain === null) return { entry: '', refusal: 'not-an-amount' };
  const [whole = '', fraction] = plain.split('.');
  const entry = `${whole.replace(/^0+(?=\d)/u, '')}${digits > 0 ? `.${fraction ?? ''}` : (fraction ?? '')}`;
  const refusal = digits === 0 && fraction !== undefined ? 'decimals' : refusalOf(entry, digits);
  return { entry: refusal === null ? entry : '', refusal };
}

/** `1.234,5` as `1234.5`; null if it cannot be read in one way only. */
function withoutThousands(text: string, digits: number, mark: ',' | '.'): string | null {
  if (/^\d+$/u.test(text)) return text;
  const [, before = '', last = '', after = ''] = /^([\d.,]*)([.,])(\d+)$/u.exec(text) ?? [];
  const other = last === ',' ? '.' : ',';
  if (last !== mark && digits !== 3 && isGrouped(text, last)) return text.replaceAll(last, '');
  if (digits !== 3 && after.length === 3 && !before.includes(other)) return null;
  if (/^\d+$/u.test(before)) return `${before}.${after}`;
  return isGrouped(before, other) ? `${before.replaceAll(other, '')}.${after}` : null;
}

const isGrouped = (text: string, by: string): boolean => {
  const [first = '', ...groups] = text.split(by || ' ');
  return /^\d{1,3}$/u.test(first) && groups.length > 0 && groups.every((group) => /^\d{3}$/u.test(group));
};

/** The keypad key of a keyboard key. */
export function keypadKey(key: string): KeypadKey | undefined {
  if (/^\d$/.test(key)) return digitKeys[Number(key)];
  if (key === ',' || key === '.' || key === 'Decimal') return 'comma';
  if (key === 'Backspace') return 'back';
  return key === 'Delete' ? 'clear' : undefined;
}

const digitKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
