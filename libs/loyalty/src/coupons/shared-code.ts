/** Letters that people mistake for digits. */
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** Before the code in the QR picture of a coupon. */
export const couponPrefix = 'regulars:coupon:';

const scanned = new RegExp(`^\\s*${couponPrefix}`, 'iu');

/**
 * What two spellings of a code have in common: 'Welcome 10', 'welcome-10', 'WELC0ME1O' and the text of its picture are one
 * code. Null if nothing remains that a code could have.
 */
export function codeKey(typed: string): string | null {
  const letters = typed
    .replace(scanned, '')
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, '');
  return letters === '' ? null : letters.replaceAll(/[OIL]/gu, (letter) => lookalikes[letter] ?? letter);
}
