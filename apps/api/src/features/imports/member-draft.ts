import { holdsAddress, isPlain, visible, type ImportMapping, type ImportReason } from '@regulars/contracts';
import { cardNumberOf } from '@regulars/loyalty';
import type { NewMember } from '../members/index.ts';
import {
  birthdayOf,
  momentOf,
  phonesOf,
  scaled,
  shorten,
  truthOf,
  type Cells,
  type Reading,
} from './cells.ts';
import { joinLines, type LineDraft } from './join-lines.ts';
import { consentReaders } from './consent-draft.ts';
import { openingReaders, type OpeningDraft } from './opening-draft.ts';
import { longestOfPerson, personReaders, secondPhonesIn, type PersonDraft } from './person-draft.ts';
import { startOf } from '../../platform/text.ts';
import { emailsIn } from './reading/emails.ts';
import { splitName } from './reading/names.ts';
import { refusal, RefusedCell, type Refusal } from './refusals.ts';

type Written<T> = { -readonly [Key in keyof T]: T[Key] };

/** A member as described in a file. */
export type MemberDraft = Written<
  Partial<Omit<NewMember, 'id' | 'consents' | 'source' | 'address' | 'company' | 'secondPhone'>>
> &
  Written<PersonDraft> &
  OpeningDraft & {
    secondPhone?: string;
    card?: string;
    newsletter?: boolean;
    /** Of the consent to the newsletter. */
    consentAt?: string;
    consentSource?: string;
    consentText?: string;
  };

const marks = { externalId: 'e', card: 'c', email: 'm', phone: 'p' } as const;
export const identifiers = Object.keys(marks) as (keyof typeof marks)[];

/** Lines with the same value here are about the same member. Undefined if nothing identifies one. */
export const identityOf = (textOf: (field: string) => string | undefined): string | undefined => {
  for (const field of identifiers) {
    const text = textOf(field);
    if (text === undefined) continue;
    return field === 'email' ? `m:${text.toLowerCase()}${nameIn(textOf)}` : `${marks[field]}:${text}`;
  }
  return undefined;
};

/** A family may have one e-mail. */
const nameIn = (textOf: (field: string) => string | undefined): string => {
  const name = textOf('firstName') ?? textOf('fullName');
  return name === undefined ? '' : `\n${startOf(name.toLowerCase(), 100)}`;
};

const languages: Record<string, NewMember['language']> = {
  de: 'de',
  deutsch: 'de',
  german: 'de',
  en: 'en',
  english: 'en',
  englisch: 'en',
  cs: 'cs',
  cz: 'cs',
  čeština: 'cs',
  czech: 'cs',
};

/** What cannot come in beside it is added to `left`. */
type Read = (text: string, reading: Reading, left: Refusal[]) => Partial<MemberDraft>;

const longest: Record<string, number> = {
  externalId: 100,
  card: 64,
  email: 1000,
  phone: 300,
  joinedLocation: 60,
  consentSource: 200,
  consentText: 2000,
  ...longestOfPerson,
};
const readers: Record<string, Read> = {
  externalId: (externalId) => ({ externalId }),
  card: (text) => ({ card: cardNumberOf(text) ?? throwAt('card', 'no-card-number', text) }),
  email: (text, _reading, left) => {
    const { emails, rest } = emailsIn(text);
    const [email = throwAt('email', 'no-email', text), ...others] = emails;
    left.push(...onlyFirst('email', [...others, ...rest]));
    return { email };
  },
  phone: (text, reading, left) => {
    const { numbers: [phone, secondPhone, ...others] = [], rest = [] } =
      phonesOf(text, 'phone', reading) ?? {};
    left.push(...onlyFirst('phone', [...others, ...rest]));
    return {
      ...(phone === undefined ? {} : { phone }),
      ...(secondPhone === undefined ? {} : { secondPhone }),
    };
  },
  fullName: (text, reading) => wholeName(text, reading),
  firstName: (text) => ({ firstName: nameOf(text, 'firstName') }),
  lastName: (text) => ({ lastName: nameOf(text, 'lastName') }),
  language: (text) => ({
    language:
      languages[text.toLowerCase().slice(0, 10)] ??
      languages[text.toLowerCase().slice(0, 2)] ??
      throwAt('language', 'no-language', text),
  }),
  birthday: (text, reading) => ({ birthday: pastDay(text, reading) }),
  joinedAt: (text, reading) => ({ joinedAt: pastMoment(text, reading) }),
  joinedLocation: (joinedLocation) => ({ joinedLocation }),
  newsletter: (text) => ({ newsletter: truthOf(text, 'newsletter') }),
  ...personReaders,
  ...consentReaders,
  ...openingReaders,
};

const readersOf = Object.entries(readers);

/** First and last name from a column with both; a name in a column of its own counts more. */
const wholeName = (text: string, { options }: Reading): Pick<MemberDraft, 'firstName' | 'lastName'> => {
  const name = nameOf(text, 'fullName');
  return options.names === 'whole' ? { firstName: name } : splitName(name);
};

const throwAt = (field: string, reason: ImportReason, text: string): never => {
  throw refusal(field, reason, { value: shorten(text) });
};

/** A member has so many of them; the others are listed. */
const onlyFirst = (field: string, others: readonly string[]): Refusal[] =>
  others.length === 0
    ? []
    : [
        {
          code: 'invalid-request',
          reason: 'only-first',
          field,
          params: { value: shorten(others.join(', ')) },
        },
      ];

/** Spreadsheets break long names over several lines. */
const nameOf = (cell: string, field: 'firstName' | 'lastName' | 'fullName'): string => {
  const text = cell.replaceAll(/\s+/gu, ' ');
  return isPlain(text) && !holdsAddress(text)
    ? text
    : throwAt(field, 'no-name', text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD'));
};

const oldest = '1900';

const pastDay = (text: string, reading: Reading): string => {
  const day = birthdayOf(text, 'birthday', reading);
  if (!day.startsWith('--')) assertPast('birthday', text, day, day > reading.now.toISOString().slice(0, 10));
  return day;
};

const pastMoment = (text: string, reading: Reading): Date => {
  const written = momentOf(text, 'joinedAt', reading);
  const at = new Date(written);
  assertPast('joinedAt', text, written, at > reading.now);
  return at;
};

const assertPast = (field: string, text: string, at: string, isFuture: boolean): void => {
  if (isFuture) throwAt(field, 'in-future', text);
  if (at < oldest) throw refusal(field, 'too-early', { value: shorten(text), year: Number(oldest) });
};

const severalIn = ['email', 'phone'];

const together = ['joinedAt', 'street'];

/**
 * A date and its time may be in two columns, so may a street and its number, and addresses and numbers in several; of
 * other fields the first filled column counts.
 */
const textIn = (line: readonly string[], field: string, cells: Cells): string | undefined => {
  const most = longest[field] ?? 100;
  if (together.includes(field)) return cells.joined(line, field, most);
  return severalIn.includes(field) ? cells.listed(line, field, most) : cells.text(line, field, most);
};

/** A line as far as it can be read. */
interface ReadMember {
  readonly draft: MemberDraft;
  /** Cells that cannot be read: the member comes in without them. */
  readonly left: readonly Refusal[];
}

/** Reads one line. Throws RefusedCell if its cells are not whole. */
export const readMember = (
  line: readonly string[],
  header: readonly string[],
  cells: Cells,
  { attributes }: ImportMapping,
  reading: Reading,
): ReadMember => {
  cells.assertWhole(line);
  const draft: MemberDraft = {};
  const left: Refusal[] = [];
  for (const [field, read] of readersOf) {
    // A file has few of them. Closures for the others would take longer than to read it.
    if (!cells.has(field)) continue;
    unlessBad(left, () => {
      const text = textIn(line, field, cells);
      if (text !== undefined) add(draft, read(text, reading, left));
    });
  }
  unlessBad(left, () => {
    const [secondPhone, ...others] = secondPhonesIn(line, cells, reading, draft);
    if (secondPhone === undefined) return;
    draft.secondPhone = secondPhone;
    left.push(...onlyFirst('secondPhone', others));
  });
  const found: [name: string, value: string | number | boolean][] = [];
  for (const { column, name, type } of attributes)
    unlessBad(left, () => {
      const text = visible(line[header.indexOf(column)]?.trim() ?? '');
      if (text) found.push([name, typed(text, name, type, reading)]);
    });
  return { draft: found.length > 0 ? { ...draft, attributes: Object.fromEntries(found) } : draft, left };
};

/** The parts of an address are in cells of their own. */
const add = (draft: MemberDraft, { address, ...said }: Partial<MemberDraft>): void => {
  Object.assign(draft, said);
  if (address) draft.address = { ...draft.address, ...address };
};

const unlessBad = (left: Refusal[], read: () => void): void => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RefusedCell)) throw error;
    left.push(error.refusal);
  }
};

const typed = (
  text: string,
  name: string,
  type: 'text' | 'number' | 'boolean',
  reading: Reading,
): string | number | boolean => {
  if (type === 'boolean') return truthOf(text, name);
  if (type === 'number') return scaled(text, 6, name, reading) / 1_000_000;
  if (text.length > 200) throw refusal(name, 'too-long', { most: 200 });
  return text;
};

// Visits differ from line to line, unlike persons: the first one counts. So do things that people have several of.
const ofVisits = [
  'joinedAt',
  'joinedLocation',
  'consentAt',
  'consentSource',
  'consentText',
  'secondPhone',
  'address',
  'company',
  'note',
  'tags',
];

/** Several lines about one member. Throws RefusedLine if they contradict each other. */
export const joinDrafts = (lines: readonly LineDraft<MemberDraft>[]): MemberDraft => {
  const [only, ...others] = lines;
  if (only && others.length === 0) return only.draft;
  const all: MemberDraft = joinLines(
    lines.map(({ line, draft: { attributes: _, ...draft } }) => ({ line, draft })),
    ofVisits,
  );
  const attributes = joinLines(
    lines.map(({ line, draft }) => ({ line, draft: draft.attributes ?? {} })),
    [],
  );
  return Object.keys(attributes).length > 0 ? { ...all, attributes } : all;
};
