/** Fewer letters besides known words are easy to guess. */
const fewest = 6;
/** A shorter part of an address means nothing, because it occurs in many sentences. */
const shortestName = 4;
/** `aaaaaaaaaaaa`, `121212121212`, a row of spaces. */
const fewestDifferent = 5;

// Capitals, accents, wide letters and ligatures do not make another password.
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
const lettersOf = (text: string): string => plain(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether a password is similar to one of these names: the person's e-mail, the club's name. */
export const isNamedAfter = (password: string, names: readonly string[]): boolean => {
  const letters = lettersOf(password);
  return names
    .flatMap((name) => [name, name.split('@')[0] ?? ''])
    .map(lettersOf)
    .filter((name) => name.length >= shortestName)
    .some((name) => letters.includes(name) && letters.replaceAll(name, '').length < fewest);
};

/** Whether it has so few different characters that anyone would try it. */
export const isMonotonous = (password: string): boolean =>
  new Set(plain(password).replaceAll(/\s/gu, '')).size < fewestDifferent;

const letterFor: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const withLetters = (text: string): string =>
  text.replaceAll(/[013457@$!]/g, (sign) => letterFor[sign] ?? '');
const withoutEnds = (letters: string): string => letters.replaceAll(/^\d+|\d+$/g, '');
/** `abcabcabc` is `abc`. */
const onceOf = (letters: string): string => /^(.+?)\1+$/u.exec(letters)?.[1] ?? letters;

/**
 * Forms in which a list may contain a password: as it is, without spaces and punctuation, without leading and
 * trailing digits, with letters for look-alike characters, and halved if doubled.
 */
export const formsOf = (password: string): string[] => {
  const whole = plain(password).trim();
  const letters = lettersOf(password);
  const readable = lettersOf(withLetters(withoutEnds(whole.replaceAll(/[\d\p{P}\p{S}\s]+$/gu, ''))));
  const bare = [withoutEnds(letters), readable].filter((form) => form.length >= fewest);
  return [...new Set([whole, letters, onceOf(letters), ...bare, ...bare.map(onceOf)])];
};
