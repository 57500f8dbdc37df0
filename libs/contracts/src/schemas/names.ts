import { z } from 'zod';
import { hidesSomething, isPlain, isPlainProse, visible } from './plain.ts';
import { personal } from './privacy.ts';
import { text, texts } from './values.ts';

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
export const name = (longest: number) => text(longest).refine(isPlain, hidesSomething);

/** The name of a thing in each of the club's languages. */
export const names = (longest: number) => texts(longest, isPlain);

/** Several lines in each of the club's languages. */
export const proseTexts = (longest: number) => texts(longest, isPlainProse);

/** The name of a thing in a shop's till or file. */
export const label = (longest: number) => z.string().overwrite(visible).trim().max(longest);

/** The name of a person. Mails greet with it, so it must not contain an address that someone would follow. */
export const personName = (longest: number) =>
  personal(name(longest).refine((typed) => !holdsAddress(typed), 'no web or e-mail address'));
