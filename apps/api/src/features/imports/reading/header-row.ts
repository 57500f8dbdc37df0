import { isKnownColumn } from './spellings.ts';

/** Titles, dates and empty lines that reports have before their columns. */
const mostTitleRows = 20;
/** One known word may also be in a title. */
const fewestKnown = 2;

const knownIn = (record: readonly string[]): number => record.filter(isKnownColumn).length;

/** Which row has the column names, from 0: the first one, unless it has no known name and a later one has some. */
export const guessHeaderRow = (records: readonly (readonly string[])[]): number => {
  if (knownIn(records[0] ?? []) > 0) return 0;
  const found = records.slice(0, mostTitleRows).findIndex((record) => knownIn(record) >= fewestKnown);
  return Math.max(found, 0);
};
