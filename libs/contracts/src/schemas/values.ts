import { z } from 'zod';
import { hidesSomething, isPlain, isPlainProse } from './plain.ts';
import { personal, secret } from './privacy.ts';

/** Values that every resource shares. Money is in minor units, points are integers, times carry an offset. */
export const id = z.uuid();

export const language = z.enum(['de', 'en', 'cs']);

export type Language = z.infer<typeof language>;

export const largestAmount = 1_000_000_000;

export const largestPoints = 1_000_000_000;

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'three capital letters, as in ISO 4217')
  .describe('ISO 4217 code');

export const amount = z.int().min(0).max(largestAmount).describe('minor units');

export const points = z.int().min(-largestPoints).max(largestPoints);

export const somePoints = z.int().min(1).max(largestPoints);

// With its offset, a time can leave the range of years that can be stored.
const isInTheseYears = (iso: string): boolean =>
  Date.parse(iso) >= Date.parse('0001-01-01T00:00:00Z') &&
  Date.parse(iso) <= Date.parse('9999-12-31T23:59:59.999Z');

export const instant = z.iso
  .datetime({ offset: true })
  .refine(isInTheseYears, 'between the years 1 and 9999')
  .describe('RFC 3339 with offset');

export const date = z.iso.date().refine(isInTheseYears, 'between the years 1 and 9999');

/** A day of birth. `--02-29` is 29 February of a year that nobody knows (ISO 8601). */
export const birthday = z
  .string()
  .regex(/^(?:\d{4}|-)-\d{2}-\d{2}$/, 'YYYY-MM-DD, or --MM-DD without a year')
  .refine((day) => date.safeParse(day.replace(/^--/, '2004-')).success, 'no such day')
  .describe('YYYY-MM-DD, or --MM-DD if the year is unknown');

export const money = z.object({ amount: z.int(), currency }).meta({ id: 'Money' });

export const text = (longest: number) => z.string().trim().min(1).max(longest);

/** A text by people for people: several lines, without hidden characters. */
export const prose = (longest: number) => z.string().trim().max(longest).refine(isPlainProse, hidesSomething);

/** The reason for a change, in words for the books. */
export const reason = personal(text(200).refine(isPlainProse, hidesSomething));

export const code = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'lower-case letters, digits and hyphens, at most 60');

export const email = personal(z.email().max(254).toLowerCase());

/** Without what people write between digits; the `(0)` of an international number is not dialled. */
const compactPhone = (typed: string): string => {
  const number = typed.trim().replace(/^tel:/i, '').trim();
  const dialled = /^(?:\+|00)/.test(number) ? number.replaceAll(/\(\s*0\s*\)/g, '') : number;
  return dialled.replaceAll(/[\s()./\u2010-\u2015\u2212-]/g, '').replace(/^00/, '+');
};

export const phone = personal(
  z
    .string()
    .max(40)
    .transform(compactPhone)
    .pipe(z.string().regex(/^\+?\d{5,15}$/, 'a phone number, preferably with country code')),
);

/** A text in each of the club's languages. The first one that is filled replaces a missing one. */
export const texts = (longest: number, isSound: (text: string) => boolean = () => true) => {
  const one = z.string().trim().max(longest).refine(isSound, hidesSomething).optional();
  return z
    .object({ de: one, en: one, cs: one })
    .refine((all) => Object.values(all).some(Boolean), 'at least one language');
};

export type Texts = Partial<Record<Language, string>>;

/** A name by language, or one in the club's language. */
export const nameOrNames = (longest: number) =>
  z
    .union([text(longest).refine(isPlain, hidesSomething), texts(longest, isPlain)])
    .describe("a plain string is in the club's language; or an object by language");

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** A list in the order that the caller chose; without a choice, in its usual order. */
export const sortedBy = <const Keys extends readonly [string, ...string[]]>(...keys: Keys) => ({
  sort: z.enum(keys).optional(),
  order: z.enum(['asc', 'desc']).optional().describe('default: the usual order of the key'),
});

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    cursor: z.object({ next: z.string().nullable() }),
    total: z.int().optional(),
  });

/** A row that a newer version of the software stored. */
const unreadableRow = z
  .object({
    id,
    version: z.int(),
    name: texts(120).nullable().describe('null if it cannot be read either'),
    state: z.string(),
  })
  .meta({ id: 'UnreadableRow' });

export type UnreadableRow = z.infer<typeof unreadableRow>;

/** A list of rows of which a newer version of the software may have stored some. */
export const readableListOf = <Item extends z.ZodType>(item: Item) =>
  listOf(item).extend({
    unreadable: z
      .array(unreadableRow)
      .describe(
        'on the first page: what this version of the software does not know all of, because a newer one stored it. It has no effect and cannot be changed',
      ),
  });

/** The secret of a link. Its holder may do what the link is for. */
export const linkToken = secret(z.string().min(20).max(100));

export const linkParams = z.object({ token: linkToken.describe('from the link in the e-mail') });

export const flag = z.enum(['true', 'false']).transform((typed) => typed === 'true');

type PatchShape<Shape extends z.ZodRawShape> = {
  [Key in keyof Shape]: z.ZodOptional<Shape[Key] extends z.ZodDefault<infer Inner> ? Inner : Shape[Key]>;
};

/** The fields of an edit. Absent fields stay as they are. (`partial()` would fill in the defaults.) */
export const patchOf = <Shape extends z.ZodRawShape>(fields: z.ZodObject<Shape>) =>
  z.object(
    Object.fromEntries(
      Object.entries(fields.shape).map(([key, field]) => [
        key,
        (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : (field as z.ZodType)).optional(),
      ]),
    ) as unknown as PatchShape<Shape>,
  );
