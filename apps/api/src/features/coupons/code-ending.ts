const usual = 4;
/** Shorter codes come from other systems. Half of one would be too much. */
const short = 8;

/** The last characters of the key of a code, which are stored and shown. */
export const endingOf = (codeKey: string): string => codeKey.slice(codeKey.length < short ? -2 : -usual);
