/** Fewer letters beside what everybody knows are guessed soon. */
const fewest = 6;
/** A shorter part of an address says nothing: it stands in many a sentence. */
const shortestName = 4;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
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

/** The forms in which a list may know a password: as it is, and without the figures and signs that people append. */
export const formsOf = (password: string): string[] => {
  const whole = plain(password).trim();
  const bare = whole.replace(/[\d\p{P}\p{S}\s]+$/u, '');
  return bare.length >= fewest ? [whole, bare] : [whole];
};
