const marks = /\p{M}/gu;

/** Without case and accents, for the search. */
export const foldedWords = (text: string): string =>
  text.normalize('NFKD').replaceAll(marks, '').toLowerCase();

/** What PostgreSQL searches for: every word, each by how it begins. Null if there is no word. */
export const searchOf = (query: string): string | null => {
  const words = foldedWords(query).match(/[\p{L}\d]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
};
