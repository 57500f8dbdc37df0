// A character beyond the first 65,536 takes two places in a string. PostgreSQL refuses JSON with half of one.

/** At most so many places from the start of a text, without half a character. */
export const startOf = (text: string, most: number): string =>
  text.slice(0, most).replace(/\p{Surrogate}$/u, '');

/** At most so many places from the end of a text, without half a character. */
export const endOf = (text: string, most: number): string => text.slice(-most).replace(/^\p{Surrogate}/u, '');
