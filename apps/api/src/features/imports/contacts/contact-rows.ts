import { cardLine, Unfolding, valuesOf, type CardLine } from './card-lines.ts';

/** The columns of a table of contacts: the same for every file, so that a saved mapping fits the next one. */
export const contactColumns = [
  'First name',
  'Last name',
  'Email',
  'Email 2',
  'Phone',
  'Phone 2',
  'Birthday',
  'Company',
  'Address',
  'Postal code',
  'City',
  'Country',
  'Note',
  'Tags',
] as const;

export type ContactRow = Record<(typeof contactColumns)[number], string>;

interface Ranked {
  readonly value: string;
  readonly rank: number;
}

const mostNote = 2000;

/** The contacts of an address book, whatever its version: 2.1, 3.0 or 4.0. Takes its lines one after the other. */
export class ContactRows {
  readonly #lines = new Unfolding();
  #card: CardLine[] | null = null;
  #rows: ContactRow[] = [];

  take(written: readonly string[]): ContactRow[] {
    for (const line of written) this.#take(this.#lines.take(line));
    return this.#drained();
  }

  end(): ContactRow[] {
    this.#take(this.#lines.end());
    return this.#drained();
  }

  #take(whole: string | null): void {
    const line = whole === null ? null : cardLine(whole);
    if (!line) return;
    if (line.name === 'BEGIN') this.#card = [];
    else if (line.name === 'END') {
      if (this.#card) this.#rows.push(rowOf(this.#card));
      this.#card = null;
    } else this.#card?.push(line);
  }

  #drained(): ContactRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

const rowOf = (lines: readonly CardLine[]): ContactRow => {
  const first = (name: string): string => lines.find((line) => line.name === name)?.value ?? '';
  const emails = ranked(lines, 'EMAIL');
  const phones = ranked(lines, 'TEL');
  const [street = '', city = '', postalCode = '', country = ''] = addressOf(lines);
  const birthday = lines.find(({ name }) => name === 'BDAY');
  return {
    ...namesOf(first('N'), first('FN')),
    Email: emails[0] ?? '',
    'Email 2': emails[1] ?? '',
    Phone: phones[0] ?? '',
    'Phone 2': phones[1] ?? '',
    Birthday: birthday ? dayOf(birthday) : '',
    Company: valuesOf(first('ORG'), ';')[0] ?? '',
    Address: street,
    'Postal code': postalCode,
    City: city,
    Country: country,
    Note: (valuesOf(first('NOTE'), ';').join(';') || '').slice(0, mostNote),
    Tags: valuesOf(first('CATEGORIES'), ',').filter(Boolean).join(', '),
  };
};

/** The name in parts counts. Some programs fill only the whole one: its last word is the last name. */
const namesOf = (inParts: string, whole: string): Pick<ContactRow, 'First name' | 'Last name'> => {
  const [last = '', given = ''] = valuesOf(inParts, ';');
  if (last !== '' || given !== '') return { 'First name': given, 'Last name': last };
  const words = valuesOf(whole, ';').join(' ').split(/\s+/u).filter(Boolean);
  const surname = words.length > 1 ? (words.pop() ?? '') : '';
  return { 'First name': words.join(' '), 'Last name': surname };
};

/** Preferred ones first, then mobile and private ones. A fax is not a number of a person. */
const ranked = (lines: readonly CardLine[], name: 'EMAIL' | 'TEL'): string[] => {
  const found: Ranked[] = lines
    .filter((line) => line.name === name && !typesOf(line).includes('FAX'))
    .map((line) => {
      const { parameters, value } = line;
      const types = typesOf(line);
      const preferred = types.includes('PREF') || parameters.get('PREF')?.[0] === '1';
      const rank = (preferred ? 0 : 4) + (types.includes('CELL') ? 0 : types.includes('HOME') ? 1 : 2);
      const [text = ''] = valuesOf(value.replace(/^(?:tel|mailto):/iu, ''), ';');
      return { value: text, rank };
    })
    .filter(({ value }) => value !== '');
  const sorted = found.toSorted((left, right) => left.rank - right.rank).map(({ value }) => value);
  return [...new Set(sorted)];
};

const typesOf = ({ parameters }: CardLine): readonly string[] => parameters.get('TYPE') ?? [];

const addressOf = (lines: readonly CardLine[]): string[] => {
  const all = lines.filter(({ name }) => name === 'ADR');
  const home = all.find(({ parameters }) => parameters.get('TYPE')?.includes('HOME')) ?? all[0];
  if (!home) return [];
  const [, extended = '', street = '', city = '', , postalCode = '', country = ''] = valuesOf(
    home.value,
    ';',
  );
  return [[street, extended].filter(Boolean).join(', '), city, postalCode, country];
};

/** `19801122`, `1980-11-22T00:00:00Z`, `--1122`; Apple writes a year that it says to leave out. */
const dayOf = ({ value, parameters }: CardLine): string => {
  const [, year, month = '', day = ''] = /^(\d{4}|--)-?(\d{2})-?(\d{2})(?:T.*)?$/u.exec(value.trim()) ?? [];
  if (year === undefined) return value.trim();
  const omitted = parameters.get('X-APPLE-OMIT-YEAR')?.[0];
  return year === '--' || year === omitted ? `--${month}-${day}` : `${year}-${month}-${day}`;
};
