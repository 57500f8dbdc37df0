// Control characters, line breaks, direction marks, invisible and unassigned characters, and blank characters
// that count as letters.
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\u115F\u1160\u2800\u3164\uFFA0]|(?![\u200C\u200D])\p{Cf}/u;

// Persian and Indian scripts and emoji need the two joiners; Latin, Greek and Cyrillic letters do not.
const needlessJoiner =
  /(?<![\p{L}\p{M}\p{ExtPict}\p{EMod}])[\u200C\u200D]|[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}][\u200C\u200D]/u;

const towerOfAccents = /\p{M}{5}/u;

/** Only letters and signs of Latin scripts, as in nearly all texts: there is nothing to hide in them. */
const latin = /^[ -~\u00A1-\u00AC\u00AE-\u024F]*$/;

/** Whether everything in it is visible and in reading order. */
export const isPlain = (name: string): boolean =>
  latin.test(name) || ![unseen, needlessJoiner, towerOfAccents].some((trick) => trick.test(name));

export const hidesSomething = 'no invisible characters and none that change the text direction';

const lineBreaksAndTabs = /[\r\n\t]/gu;

/** The same for texts of several lines. */
export const isPlainProse = (text: string): boolean => isPlain(text.replaceAll(lineBreaksAndTabs, ' '));

/**
 * The same text without hidden characters. For names from files and tills of a shop: a soft hyphen in a product name
 * must not refuse a sale.
 */
export const visible = (text: string): string =>
  isPlain(text)
    ? text
    : [...text.replaceAll(lineBreaksAndTabs, ' ')]
        .filter((char) => !unseen.test(char) && char !== '\u200C' && char !== '\u200D')
        .join('')
        .replaceAll(/(\p{M}{4})\p{M}+/gu, '$1')
        .trim();
