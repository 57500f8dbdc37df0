import type { ImportMapping } from '@regulars/contracts';
import type { Person } from '../../platform/privacy/personal-data.ts';

/** A text by which a line of a file names somebody. */
export interface Needle {
  readonly member: string;
  /** In small letters; digits alone where `digits` is true. */
  readonly text: string;
  readonly digits: boolean;
  /** `whole` says who it is; `first` and `last` do so in two cells of a line. */
  readonly part: 'whole' | 'first' | 'last';
  /** A short number may be a receipt or an amount: it counts only where a file may say who somebody is. */
  readonly anywhere: boolean;
}

const fewestDigits = 6;
const unmistakableDigits = 9;

/**
 * By what lines of files are known to name these people: an address, a number or a phone, however it is written, or
 * both names, in one cell or two. One name alone says nobody: lines of others would go.
 */
export const needlesOf = (people: readonly Person[]): Needle[] => people.flatMap(needlesOfOne);

const needlesOfOne = ({ memberId: member, emails, phones, numbers, name }: Person): Needle[] => {
  const needle = (
    text: string,
    { digits = false, part = 'whole', anywhere = true }: Partial<Needle> = {},
  ): Needle => ({ member, text, digits, part, anywhere });
  const digits = [...phones, ...numbers].flatMap(endingsOf);
  return [
    ...[...emails, ...phones].map((text) => needle(tidy(text))),
    ...numbers.map((text) => needle(tidy(text), { anywhere: text.length >= unmistakableDigits })),
    ...[...new Set(digits)].map((text) =>
      needle(text, { digits: true, anywhere: text.length >= unmistakableDigits }),
    ),
    ...(name === null ? [] : namesOf(tidy(name.first), tidy(name.last))).map(({ text, part }) =>
      needle(text, { part }),
    ),
  ];
};

const namesOf = (first: string, last: string): Pick<Needle, 'text' | 'part'>[] => [
  { text: first, part: 'first' },
  { text: last, part: 'last' },
  ...[`${first} ${last}`, `${last} ${first}`, `${last}, ${first}`].map((text) => ({
    text,
    part: 'whole' as const,
  })),
];

/** As the search reads a cell. */
const tidy = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** A phone may be written without the country, a card without what all cards begin with. */
const endingsOf = (number: string): string[] => {
  const digits = number.replaceAll(/\D/g, '');
  const ends: string[] = [];
  for (let from = 0; from <= digits.length - fewestDigits; from += 1)
    if (digits[from] !== '0') ends.push(digits.slice(from));
  return ends;
};

const personal = new Set(['email', 'phone', 'card', 'externalId', 'firstName', 'lastName']);

/** The places, from 1, of cells in which a short number may say who somebody is: those that are mapped to nothing else. */
export const personalPlaces = (
  header: readonly string[],
  { columns }: Pick<ImportMapping, 'columns'>,
): number[] => {
  const taken = new Set(
    Object.entries(columns).flatMap(([field, names]) => (personal.has(field) ? [] : [names].flat())),
  );
  return header.flatMap((name, place) => (taken.has(name) ? [] : [place + 1]));
};
