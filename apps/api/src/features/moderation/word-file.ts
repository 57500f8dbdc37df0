import type { Readable } from 'node:stream';
import {
  largestWordFile,
  longestWordRule,
  mostWordRules,
  wordActions,
  type TableReason,
} from '@regulars/contracts';
import { wordKey, wordRuleError } from '@regulars/loyalty';
import { LineFaults, tableProblem } from '../../platform/files/table-faults.ts';
import { hasInvisible, plainCell, readTable } from '../../platform/files/table-file.ts';
import { newId } from '../../platform/ids.ts';
import type { NewWordRule } from './word-rules.repository.ts';

export const wordColumns = ['language', 'word', 'action'] as const;
const languages = ['de', 'en', 'cs'] as const;

/** Reads the words of a CSV file. Throws `invalid-request` with the lines, `too-large`, `unreadable-file`. */
export const readWordFile = async (file: Readable): Promise<readonly NewWordRule[]> => {
  const reader = new WordReader();
  await readTable(file, largestWordFile, (record, line) => reader.take(record, line));
  return reader.end();
};

class WordReader {
  #places: readonly number[] | null = null;
  readonly #rules = new Map<string, NewWordRule & { readonly line: number }>();
  readonly #faults = new LineFaults();

  take(record: readonly string[], line: number): void {
    if (this.#places) this.#add(this.#places, record, line);
    else this.#places = placesIn(record, line);
  }

  end(): readonly NewWordRule[] {
    this.#faults.end();
    if (this.#rules.size === 0) throw tableProblem('invalid-request', 1, 'table-empty');
    return [...this.#rules.values()].map(({ id, language, word, likeness, action }) => ({
      ...{ id, language, word, likeness, action },
    }));
  }

  #add(places: readonly number[], record: readonly string[], line: number): void {
    const [language = '', word = '', action = ''] = places.map((at) => plainCell(record[at] ?? ''));
    const read = ruleIn(language.toLowerCase(), word, action.toLowerCase());
    if (typeof read === 'string') return this.#faults.add(line, read, { most: longestWordRule });
    const key = `${read.language} ${read.likeness}`;
    const twice = this.#rules.get(key);
    if (twice) return this.#faults.add(line, 'table-twice', { line: twice.line });
    this.#rules.set(key, { ...read, line });
    if (this.#rules.size <= mostWordRules) return;
    this.#faults.add(line, 'table-too-many', { most: mostWordRules });
    this.#faults.refuse();
  }
}

const placesIn = (record: readonly string[], line: number): readonly number[] => {
  const names = record.map((cell) => cell.trim().toLowerCase());
  const places = wordColumns.map((column) => names.indexOf(column));
  if (places.includes(-1))
    throw tableProblem('invalid-request', line, 'table-columns', { columns: wordColumns.join(', ') });
  return places;
};

const ruleIn = (language: string, word: string, action: string): NewWordRule | TableReason => {
  const knownLanguage = languages.find((each) => each === language);
  if (!knownLanguage) return 'word-language';
  const knownAction = wordActions.find((each) => each === action);
  if (!knownAction) return 'word-action';
  const isUsable = word.length <= longestWordRule && !hasInvisible(word) && wordRuleError(word) === null;
  if (!isUsable) return 'word-unusable';
  return { id: newId(), language: knownLanguage, word, likeness: wordKey(word), action: knownAction };
};
