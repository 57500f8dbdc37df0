import { isGivenName } from './given-names.ts';

interface SplitName {
  readonly firstName?: string;
  readonly lastName?: string;
}

const salutation = /^(?:herrn?|frau|fam(?:ilie)?|mrs?|ms|miss|sir|pan|paní|slečna)\.?\s+/iu;
const titleBefore =
  /^(?:(?:prof|univ|dr|mag|magister|ing|dipl|dipl-ing|di|dkfm|bc|mgr|mudr|judr|phdr|rndr|mvdr|paeddr|pharmdr|doc|bsc|msc|mba|dipling|h\.?c)\.?(?:-ing\.?)?(?:in|a)?\.?\s+)+/iu;
const titleBehind =
  /(?:[,\s]+(?:ph\.?d|mba|m\.?sc|b\.?sc|m\.?a|b\.?a|csc|drsc|dis|ll\.?m|jr|sr|bakk)\.?)+$/iu;
const company =
  /(?:^|\s)(?:gmbh|ag|kg|og|ohg|e\.?\s?u\.?|gbr|ug|s\.?\s?r\.?\s?o\.?|a\.?\s?s\.?|v\.?\s?o\.?\s?s\.?|spol\.?|ltd\.?|inc\.?|llc|verein|e\.\s?v\.)(?:\s|$|,)/iu;
const particle =
  /^(?:von|van|vom|zu|zum|zur|de|del|della|der|den|di|da|dos|du|la|le|ten|ter|al|el|bin|ibn|st\.?|mac|mc)$/iu;
/** Surnames by their end: Nováková, Novotný, Horská, Huberová. */
const czechSurname = /(?:ová|ský|ská|cký|cká|ný|ná)$/u;

/**
 * A guess where a whole name is cut: 'Dvořák Tomáš', 'Müller, Jörg', 'Dr. Anna Maria von Berg'. One word, or a company, stays
 * whole in the first name. Titles and salutations are left out.
 */
export const splitName = (whole: string): SplitName => {
  const text = whole.replaceAll(/\s+/gu, ' ').trim();
  if (company.test(text)) return { firstName: text };
  const name = plainName(text);
  const comma = name.indexOf(',');
  if (comma > 0) return both(name.slice(comma + 1), name.slice(0, comma));
  const words = name.split(' ').filter(Boolean);
  if (words.length < 2) return name === '' ? { firstName: text } : { firstName: name };
  const cut = surnameFirst(words) ? cutBehind(words) : cutBefore(words);
  const [front, back] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
  return surnameFirst(words) ? both(back, front) : both(front, back);
};

/** `Anna Huber (Stammkundin)` */
const besideName = /(?<=\S)\s*\([^()]*\)$/u;

const plainName = (text: string): string =>
  text
    .replace(besideName, '')
    .replace(salutation, '')
    .replace(titleBefore, '')
    .replace(titleBehind, '')
    .replace(salutation, '')
    .trim();

const both = (first: string, last: string): SplitName => {
  const [firstName, lastName] = [plainName(first.trim()), last.trim()];
  return firstName === '' ? { firstName: lastName } : { firstName, ...(lastName === '' ? {} : { lastName }) };
};

const isLoud = (word: string): boolean => /^[\p{Lu}'-]{2,}$/u.test(word);

const surnameFirst = (words: readonly string[]): boolean => {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (isLoud(first) !== isLoud(last)) return isLoud(first);
  if (isGivenName(first) !== isGivenName(last)) return isGivenName(last);
  return !isGivenName(first) && czechSurname.test(first) && !czechSurname.test(last);
};

/** Where the surname begins: after the given names, at a particle, or at what no given name is. */
const cutBefore = (words: readonly string[]): number => {
  const from = words.findIndex((word, at) => at > 0 && particle.test(word));
  if (from > 0) return from;
  const given = words.findIndex((word, at) => at > 0 && !isGivenName(word));
  return given > 0 ? given : words.length - 1;
};

/** Where the given names begin behind the surname. */
const cutBehind = (words: readonly string[]): number => {
  const from = words.findIndex((word, at) => at > 0 && isGivenName(word));
  return from > 0 ? from : words.length - 1;
};
