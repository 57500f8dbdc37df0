/** Fewer letters beside what everybody knows are guessed soon. */
const fewest = 6;
/** A shorter part of an address says nothing: it stands in many a sentence. */
const shortestName = 4;
/** `aaaaaaaaaaaa`, `121212121212`, a row of blanks. */
const fewestDifferent = 5;

// Capitals, accents, wide letters and ligatures make no other password.
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
const lettersOf = (text: string): string => plain(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether a password is, but for a few characters, one of these names: the own e-mail, the name of the club. */
export const isNamedAfter = (password: string, names: readonly string[]): boolean => {
  const letters = lettersOf(password);
  return names
    .flatMap((name) => [name, name.split('@')[0] ?? ''])
    .map(lettersOf)
    .filter((name) => name.length >= shortestName)
    .some((name) => letters.includes(name) && letters.replaceAll(name, '').length < fewest);
};

/** Whether it is made of so few different characters that anybody would try it. */
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
 * The forms in which a list may know a password: as it is, without blanks and signs, without the figures that people
 * put before and after, with letters for the signs that look like them, and once instead of twice.
 */
export const formsOf = (password: string): string[] => {
  const whole = plain(password).trim();
  const letters = lettersOf(password);
  const readable = lettersOf(withLetters(withoutEnds(whole.replaceAll(/[\d\p{P}\p{S}\s]+$/gu, ''))));
  const bare = [withoutEnds(letters), readable].filter((form) => form.length >= fewest);
  return [...new Set([whole, letters, onceOf(letters), ...bare, ...bare.map(onceOf)])];
};
