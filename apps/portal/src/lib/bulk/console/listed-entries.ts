import { longestListEntry } from '@regulars/contracts/endpoints';

export interface ListedEntry {
  /** The line of the text, from 1. */
  readonly line: number;
  readonly entry: string;
}

/** Entries of a pasted list: one per line, or several with commas, semicolons or tabs between them. */
export const entriesOf = (text: string): ListedEntry[] =>
  text.split(/\r\n|\r|\n/u).flatMap((row, index) =>
    row
      .split(/[,;\t]/u)
      .map((entry) => ({ line: index + 1, entry: entry.trim().slice(0, longestListEntry) }))
      .filter(({ entry }) => entry !== ''),
  );

/** What a bulk change is sent. */
export const listOf = (text: string): string[] => entriesOf(text).map(({ entry }) => entry);

/** The first column of a CSV file, one entry per line. */
export const firstColumn = (file: string): string =>
  file
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .map((row) => /^"((?:[^"]|"")*)"/u.exec(row)?.[1]?.replaceAll('""', '"') ?? row.split(/[,;\t]/u)[0] ?? '')
    .join('\n')
    .trim();
