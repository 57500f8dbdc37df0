import { isPlain } from '@regulars/contracts';
import type { AddressGiven } from '../members/index.ts';
import { phonesOf, shorten, type Cells, type Reading } from './cells.ts';
import { countryIn } from './reading/countries.ts';
import { refusal } from './refusals.ts';

/** What a line says of a person besides names and numbers. */
export interface PersonDraft {
  readonly address?: AddressGiven;
  readonly company?: string;
  readonly note?: string;
  readonly tags?: readonly string[];
}

/** The longest texts of cells. */
export const longestOfPerson: Readonly<Record<string, number>> = {
  street: 200,
  postcode: 20,
  city: 100,
  region: 100,
  country: 100,
  company: 200,
  note: 2000,
  tags: 2000,
};

const longestTag = 40;

const oneLine = (text: string, field: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ');
  if (!isPlain(line)) throw refusal(field, 'no-words', { value: shorten(text) });
  return line;
};

const countryOf = (text: string): string => {
  const code = countryIn(text);
  if (code === null) throw refusal('country', 'no-country', { value: shorten(text) });
  return code;
};

const tagsOf = (text: string): string[] => {
  // A list with semicolons may have commas in its words, as our own exports.
  const words = text
    .split(text.includes(';') ? ';' : /[,|]/u)
    .map((word) => word.trim().replaceAll(/^"|"$/gu, '').trim());
  const tags = [...new Set(words.filter(Boolean))];
  const long = tags.find((tag) => tag.length > longestTag);
  if (long !== undefined) throw refusal('tags', 'too-long', { most: longestTag });
  return tags.map((tag) => oneLine(tag, 'tags'));
};

/** Readers of the cells of a members file. They throw RefusedCell. */
export const personReaders: Readonly<Record<string, (text: string) => PersonDraft>> = {
  street: (text) => ({ address: { street: oneLine(text, 'street') } }),
  postcode: (text) => ({ address: { postcode: oneLine(text, 'postcode') } }),
  city: (text) => ({ address: { city: oneLine(text, 'city') } }),
  region: (text) => ({ address: { region: oneLine(text, 'region') } }),
  country: (text) => ({ address: { country: countryOf(text) } }),
  company: (text) => ({ company: oneLine(text, 'company') }),
  note: (text) => {
    if (!isPlain(text.replaceAll(/\s+/gu, ' '))) throw refusal('note', 'no-words', { value: shorten(text) });
    return { note: text };
  },
  tags: (text) => ({ tags: tagsOf(text) }),
};

/** Numbers of their own column, and another one beside the first phone; none of them is that. Throws RefusedCell. */
export const secondPhonesIn = (
  line: readonly string[],
  cells: Cells,
  reading: Reading,
  { phone, secondPhone }: { readonly phone?: string; readonly secondPhone?: string },
): string[] => {
  const own = cells
    .all(line, 'secondPhone')
    .flatMap((text) => phonesOf(text, 'secondPhone', reading)?.numbers ?? []);
  const numbers = new Set([...own, ...(secondPhone === undefined ? [] : [secondPhone])]);
  return [...numbers].filter((number) => number !== phone);
};
