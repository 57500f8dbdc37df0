import type { ImportMapping } from '@regulars/contracts';
import type { Person } from '../../platform/privacy/personal-data.ts';

/** A text that identifies a person in a line of a file. */
export interface Needle {
  readonly member: string;
  /** In lower case; only digits if `digits` is true. */
  readonly text: string;
  readonly digits: boolean;
  /** `whole` identifies the person alone; `first` and `last` do so together, in two cells of a line. */
  readonly part: 'whole' | 'first' | 'last';
  /** A short number may be a receipt or an amount, so it counts only in cells that can identify a person. */
  readonly anywhere: boolean;
}

const fewestDigits = 6;
const unmistakableDigits = 9;

/**
 * The texts that identify these people in lines of files: an address, a number or a phone in any spelling, or both
 * names, in one cell or two. A single name is not enough, because it would delete lines of other people.
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

/** The form of a cell that the search compares. */
const tidy = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** A phone may lack the country code, and a card the prefix of all cards. */
const endingsOf = (number: string): string[] => {
  const digits = number.replaceAll(/\D/g, '');
  const ends: string[] = [];
  for (let from = 0; from <= digits.length - fewestDigits; from += 1)
    if (digits[from] !== '0') ends.push(digits.slice(from));
  return ends;
};

const personal = new Set(['email', 'phone', 'secondPhone', 'card', 'externalId', 'firstName', 'lastName']);

/**
 * The positions, from 1, of cells in which a short number can identify a person: cells that are not mapped to something
 * else.
 */
export const personalPlaces = (
  header: readonly string[],
  { columns }: Pick<ImportMapping, 'columns'>,
): number[] => {
  const taken = new Set(
    Object.entries(columns).flatMap(([field, names]) => (personal.has(field) ? [] : [names].flat())),
  );
  return header.flatMap((name, place) => (taken.has(name) ? [] : [place + 1]));
};
