/** Letters that people mistake for digits. */
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/**
 * What two spellings of a code have in common: 'Welcome 10', 'welcome-10' and 'WELC0ME1O' are one code. Null if nothing
 * remains that a code could have.
 */
export function codeKey(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, '');
  return letters === '' ? null : letters.replaceAll(/[OIL]/gu, (letter) => lookalikes[letter] ?? letter);
}
