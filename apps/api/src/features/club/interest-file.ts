import type { Readable } from 'node:stream';
import {
  interestKey,
  isPlain,
  largestInterestFile,
  longestInterest,
  mostInterests,
  type Interest,
  type InterestPreview,
  type TableReason,
  type Texts,
} from '@regulars/contracts';
import { interestKeyFor } from '@regulars/loyalty';
import { LineFaults, tableProblem } from '../../platform/files/table-faults.ts';
import { plainCell, readTable } from '../../platform/files/table-file.ts';

const languages = ['de', 'en', 'cs'] as const;
type Language = (typeof languages)[number];

export const interestColumns = ['key', ...languages] as const;

type Preview = Omit<InterestPreview, 'version'>;

/**
 * What a CSV file would make of these interests. A line is about the interest with its key or with one of its names; a
 * cell without text changes nothing. Throws `invalid-request` with the lines, `too-large`, `unreadable-file`.
 */
export const readInterestFile = async (file: Readable, known: readonly Interest[]): Promise<Preview> => {
  const reader = new InterestReader(known);
  await readTable(file, largestInterestFile, (record, line) => reader.take(record, line));
  return reader.end();
};

interface Row {
  readonly key: string;
  readonly name: Texts;
}

const alike = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase();

const shareName = (one: Texts, other: Texts): Language | undefined =>
  languages.find((language) => alike(one[language], other[language]));

class InterestReader {
  readonly #before: ReadonlyMap<string, Texts>;
  readonly #names: Map<string, Texts>;
  /** The line that each one was in. */
  readonly #lines = new Map<string, number>();
  readonly #faults = new LineFaults();
  #places: ReadonlyMap<string, number> | null = null;

  constructor(known: readonly Interest[]) {
    this.#before = new Map(known.map(({ key, name }) => [key, name]));
    this.#names = new Map(this.#before);
  }

  take(record: readonly string[], line: number): void {
    if (this.#places) this.#add(rowIn(record, this.#places), line);
    else this.#places = placesIn(record, line);
  }

  end(): Preview {
    this.#faults.end();
    if (this.#lines.size === 0) throw tableProblem('invalid-request', 1, 'table-empty');
    const added = [...this.#names.keys()].filter((key) => !this.#before.has(key));
    const changed = [...this.#lines.keys()].filter((key) => {
      const [before, after] = [this.#before.get(key), this.#names.get(key)];
      return before !== undefined && languages.some((language) => before[language] !== after?.[language]);
    });
    return { interests: [...this.#names].map(([key, name]) => ({ key, name })), added, changed };
  }

  #add(row: Row, line: number): void {
    const fault = cellFault(row);
    if (fault) return this.#faults.add(line, fault, { most: longestInterest });
    const key = row.key || this.#called(row.name) || interestKeyFor(firstOf(row.name), this.#taken());
    const twice = this.#lines.get(key);
    if (twice !== undefined) return this.#faults.add(line, 'table-twice', { line: twice });
    this.#lines.set(key, line);
    const name = { ...this.#names.get(key), ...row.name };
    if (firstOf(name) === '') return this.#faults.add(line, 'interest-nameless');
    const other = this.#called(name, key);
    if (other !== undefined) return this.#sameName(line, name, other);
    this.#names.set(key, name);
    if (this.#names.size <= mostInterests) return;
    this.#faults.add(line, 'table-too-many', { most: mostInterests });
    this.#faults.refuse();
  }

  #sameName(line: number, name: Texts, other: string): void {
    const language = shareName(name, this.#names.get(other) ?? {});
    this.#faults.add(line, 'interest-same-name', { name: (language && name[language]) ?? '' });
  }

  /** The key of the one that has one of these names, besides `except`. */
  #called(name: Texts, except?: string): string | undefined {
    return [...this.#names].find(([key, each]) => key !== except && shareName(each, name))?.[0];
  }

  #taken(): ReadonlySet<string> {
    return new Set(this.#names.keys());
  }
}

const firstOf = (name: Texts): string => languages.map((language) => name[language]).find(Boolean) ?? '';

const placesIn = (record: readonly string[], line: number): ReadonlyMap<string, number> => {
  const heads = record.map((cell) => cell.trim().toLowerCase());
  const places = interestColumns.flatMap((column): [string, number][] =>
    heads.includes(column) ? [[column, heads.indexOf(column)]] : [],
  );
  if (!languages.some((language) => heads.includes(language)))
    throw tableProblem('invalid-request', line, 'table-columns', { columns: interestColumns.join(', ') });
  return new Map(places);
};

const rowIn = (record: readonly string[], places: ReadonlyMap<string, number>): Row => {
  const cell = (column: string): string => plainCell(record[places.get(column) ?? -1] ?? '');
  const named = languages.flatMap((language): [Language, string][] => {
    const text = cell(language).normalize('NFC');
    return text === '' ? [] : [[language, text]];
  });
  return { key: cell('key').toLowerCase(), name: Object.fromEntries(named) };
};

const cellFault = ({ key, name }: Row): TableReason | null => {
  if (key !== '' && !interestKey.safeParse(key).success) return 'interest-key';
  const isWrong = Object.values(name).some((text) => text.length > longestInterest || !isPlain(text));
  if (isWrong) return 'interest-name';
  return key === '' && Object.keys(name).length === 0 ? 'interest-nameless' : null;
};
