import { email as emailSchema, phone as phoneSchema, type ImportMapping } from '@regulars/contracts';
import { parseCardNumber } from '@regulars/loyalty';
import type { NewMember } from '../members/index.ts';
import { dayOf, momentOf, refusal, shorten, truthOf, type Cells, type Reading } from './cells.ts';
import { scaled } from './cells.ts';

type Written<T> = { -readonly [Key in keyof T]: T[Key] };

/** What a file says of a member. */
export type MemberDraft = Written<Partial<Omit<NewMember, 'id' | 'consents'>>> & {
  card?: string;
  newsletter?: boolean;
};

const marks = { externalId: 'e', card: 'c', email: 'm', phone: 'p' } as const;
export const identifiers = Object.keys(marks) as (keyof typeof marks)[];

/** Lines that say the same here are about the same member. Undefined where nothing identifies one. */
export const identityOf = (textOf: (field: string) => string | undefined): string | undefined => {
  for (const field of identifiers) {
    const text = textOf(field);
    if (text !== undefined) return `${marks[field]}:${field === 'email' ? text.toLowerCase() : text}`;
  }
  return undefined;
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

type Read = (text: string, reading: Reading) => Partial<MemberDraft>;

const longest: Record<string, number> = {
  externalId: 100,
  card: 64,
  email: 254,
  phone: 32,
  joinedLocation: 60,
};
const readers: Record<string, Read> = {
  externalId: (externalId) => ({ externalId }),
  card: (text) => ({ card: parseCardNumber(text) ?? throwAt('card', `${shorten(text)} is no card number`) }),
  email: (text) => ({ email: sound(emailSchema.safeParse(text), 'email', text) }),
  phone: (text) => ({ phone: sound(phoneSchema.safeParse(text), 'phone', text) }),
  firstName: (firstName) => ({ firstName }),
  lastName: (lastName) => ({ lastName }),
  language: (text) => ({
    language:
      languages[text.toLowerCase().slice(0, 10)] ??
      languages[text.toLowerCase().slice(0, 2)] ??
      throwAt('language', `${shorten(text)} is none of de, en, cs`),
  }),
  birthday: (text, reading) => ({ birthday: dayOf(text, 'birthday', reading) }),
  joinedAt: (text, reading) => ({ joinedAt: new Date(momentOf(text, 'joinedAt', reading)) }),
  joinedLocation: (joinedLocation) => ({ joinedLocation }),
  newsletter: (text) => ({ newsletter: truthOf(text, 'newsletter') }),
};

const throwAt = (field: string, message: string): never => {
  throw refusal(field, message);
};

const sound = (read: { success: boolean; data?: string }, field: string, text: string): string =>
  read.success && read.data !== undefined ? read.data : throwAt(field, `${shorten(text)} is no ${field}`);

/** Reads one line. Throws `invalid-request` naming the field. */
export const readMember = (
  line: readonly string[],
  header: readonly string[],
  cells: Cells,
  { attributes }: ImportMapping,
  reading: Reading,
): MemberDraft => {
  const draft: MemberDraft = {};
  for (const [field, read] of Object.entries(readers)) {
    const text = cells.text(line, field, longest[field] ?? 100);
    if (text !== undefined) Object.assign(draft, read(text, reading));
  }
  const found = attributes.flatMap(({ column, name, type }) => {
    const text = line[header.indexOf(column)]?.trim();
    return text ? [[name, typed(text, name, type, reading)] as const] : [];
  });
  return found.length > 0 ? { ...draft, attributes: Object.fromEntries(found) } : draft;
};

const typed = (
  text: string,
  name: string,
  type: 'text' | 'number' | 'boolean',
  reading: Reading,
): string | number | boolean => {
  if (type === 'boolean') return truthOf(text, name);
  if (type === 'number') return scaled(text, 6, name, reading) / 1_000_000;
  return text.length > 200 ? throwAt(name, 'longer than 200 characters') : text;
};

/** Several lines about one member: the first that says something counts. */
export const joinDrafts = (drafts: readonly MemberDraft[]): MemberDraft =>
  drafts.reduceRight<MemberDraft>(
    (all, draft) => ({
      ...all,
      ...draft,
      ...(all.attributes || draft.attributes
        ? { attributes: { ...all.attributes, ...draft.attributes } }
        : {}),
    }),
    {},
  );
