import type { Readable } from 'node:stream';
import {
  headingOf,
  largestSegmentFile,
  longestListEntry,
  mostSegmentLines,
  type ExportColumn,
} from '@regulars/contracts';
import { tableProblem } from '../../platform/files/table-faults.ts';
import { plainCell, readTable } from '../../platform/files/table-file.ts';

/** What says who a line is about, the most reliable first. */
const known = ['id', 'externalId', 'cardNumber', 'email', 'phone'] as const satisfies readonly ExportColumn[];
const readers = [null, 'de', 'en', 'cs'] as const;

/** One line of a file, and what it says of a member. */
export interface ListedLine {
  readonly line: number;
  readonly entry: string;
}

/**
 * The members of a CSV file, line by line. Its columns have the names of our exports in any language; a file without them has one
 * column. Throws `invalid-request`, `too-large`, `unreadable-file`.
 */
export const readListFile = async (file: Readable): Promise<readonly ListedLine[]> => {
  const lines: ListedLine[] = [];
  let places: readonly number[] | null = null;
  await readTable(file, largestSegmentFile, (record, line) => {
    const named: readonly number[] = places ?? placesIn(record);
    if (places === null) {
      if (named.length === 0) assertOneColumn(record, line);
      places = named.length === 0 ? [firstCell(record)] : named;
      if (named.length > 0) return;
    }
    const entry = places.map((at) => plainCell(record[at] ?? '')).find((cell) => cell !== '') ?? '';
    if (entry !== '') lines.push({ line, entry: entry.slice(0, longestListEntry + 1) });
    if (lines.length > mostSegmentLines)
      throw tableProblem('invalid-request', line, 'table-too-many', { most: mostSegmentLines });
  });
  if (lines.length === 0) throw tableProblem('invalid-request', 1, 'table-empty');
  return lines;
};

const placesIn = (record: readonly string[]): number[] => {
  const heads = record.map(spelled);
  return known.flatMap((column) => {
    const names = readers.map((language) => spelled(headingOf(column, language)));
    const at = heads.findIndex((head) => names.includes(head));
    return at < 0 ? [] : [at];
  });
};

/** 'E-Mail' is 'email', 'Číslo karty' is 'cislokarty'. */
const spelled = (head: string): string =>
  head
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();

const assertOneColumn = (record: readonly string[], line: number): void => {
  if (record.filter((cell) => cell.trim() !== '').length > 1)
    throw tableProblem('invalid-request', line, 'table-columns', { columns: known.join(', ') });
};

const firstCell = (record: readonly string[]): number =>
  Math.max(
    record.findIndex((cell) => cell.trim() !== ''),
    0,
  );
