/** Letters without accents and case, as people type them in a hurry. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .trim();

const trigramsOf = (text: string): Set<string> => {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
};

/** 0 … 1: which share of the typed trigrams the word has. */
const likeness = (typed: string, word: string): number => {
  const wanted = [...trigramsOf(typed)];
  const had = trigramsOf(word);
  return wanted.filter((trigram) => had.has(trigram)).length / wanted.length;
};

const alike = 0.5;

const rankIn = (typed: string, text: string): number | null => {
  if (text === '') return null;
  if (text === typed || text.replaceAll(' ', '') === typed.replaceAll(' ', '')) return 0;
  if (text.startsWith(typed)) return 1;
  const words = text.split(/[\s,;:/()-]+/u);
  if (typed.split(/\s+/u).every((part) => words.some((word) => word.startsWith(part)))) return 2;
  if (text.includes(typed)) return 3;
  const best = Math.max(...words.map((word) => likeness(typed, word)), likeness(typed, text));
  return typed.length >= 3 && best >= alike ? 5 - best : null;
};

/**
 * How well one of the texts matches what was typed; lower is better, null does not match: the whole text, its
 * beginning, beginnings of words, a part, then texts with typing errors.
 */
export const rankOf = (typed: string, texts: readonly (string | null | undefined)[]): number | null => {
  const wanted = folded(typed);
  const ranks = texts.flatMap((text) => rankIn(wanted, folded(text ?? '')) ?? []);
  return ranks.length === 0 ? null : Math.min(...ranks);
};
