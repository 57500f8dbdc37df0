import { personal } from './privacy.ts';
import { text } from './values.ts';

// Control characters, line breaks, direction marks, invisible and unassigned characters, and blank characters
// that count as letters.
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\u115F\u1160\u2800\u3164\uFFA0]|(?![\u200C\u200D])\p{Cf}/u;

// Persian and Indian scripts and emoji need the two joiners; Latin, Greek and Cyrillic letters do not.
const needlessJoiner =
  /(?<![\p{L}\p{M}\p{ExtPict}\p{EMod}])[\u200C\u200D]|[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}][\u200C\u200D]/u;

const towerOfAccents = /\p{M}{5}/u;

/** Whether everything in it is visible and in reading order. */
export const isPlain = (name: string): boolean =>
  ![unseen, needlessJoiner, towerOfAccents].some((trick) => trick.test(name));

const scheme = /(?:^|[^\p{L}])(?:https?|ftp|mailto|tel|data|javascript):|:\/\/|(?:^|[^\p{L}\p{N}])www\./iu;

const mailbox = /[^\s@]@[^\s@]+\.[^\s@]/u;

/**
 * Common top-level domains that mail programs turn into links; `St.Pauli` and `Ing.Novák` are not among them.
 */
const domains =
  'com net org info biz edu gov io co ai app dev me tv cc ly gg to link click site online shop store xyz top club vip live ' +
  'one pro page icu work space website tech fun life world today news blog cloud eu de at ch li cz sk pl hu si hr it fr nl be lu ' +
  'uk ie es pt dk se no fi ru ua by us ca au nz in cn jp kr br tr рф';

const domain = new RegExp(
  `(?:^|[^\\p{L}\\p{N}.@-])[\\p{L}\\p{N}-]{2,}(?:\\.[\\p{L}\\p{N}-]+)*\\.(?:${domains.replaceAll(' ', '|')})(?![\\p{L}\\p{N}-])`,
  'iu',
);

/** Whether a reader or a mail program would take a part of it for a web or e-mail address. */
export const holdsAddress = (name: string): boolean => {
  const read = name.normalize('NFKC').replaceAll(/[。｡]/gu, '.');
  return [scheme, mailbox, domain].some((address) => address.test(read));
};

/** The name of a thing: a club, a location, a key. It may be a web shop's address. */
export const name = (longest: number) =>
  text(longest).refine(isPlain, 'no invisible characters and none that change the text direction');

/** The name of a person. Mails greet with it, so it must not contain an address that someone would follow. */
export const personName = (longest: number) =>
  personal(name(longest).refine((typed) => !holdsAddress(typed), 'no web or e-mail address'));
