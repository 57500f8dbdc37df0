import { privacyOf } from '@regulars/contracts';
import type { z } from 'zod';
import type { ClubRequest } from '../http/contract.ts';

type Definition = z.core.$ZodTypeDef & Record<string, unknown>;
type Censored = readonly (readonly [string, string])[];

/** Kinds of schemas whose texts contain no personal data unless marked. */
const bounded = new Set(['enum', 'literal', 'number', 'boolean', 'bigint', 'date', 'null', 'undefined']);
const boundedFormats = new Set(['guid', 'uuid', 'date', 'datetime', 'time']);
const shortest = 3;

/**
 * Removes from a text what the caller sent, except values bounded by the contract (ids, enums, figures, dates)
 * and not marked personal or secret. For errors, whose messages may repeat any of it.
 */
export const strikeSent = (request: ClubRequest): ((text: string) => string) => {
  const found = [...sentIn(request)].sort(([left], [right]) => right.length - left.length);
  return (text) => found.reduce((rest, [value, instead]) => rest.replaceAll(value, instead), text);
};

const sentIn = ({ endpoint, headers, cookies, params, query, body }: ClubRequest): Censored => [
  ...textsIn(endpoint?.params, params),
  ...textsIn(endpoint?.query, query),
  ...textsIn(endpoint?.body, body),
  ...[
    headers.authorization?.replace(/^\S+\s+/, ''),
    headers['idempotency-key'],
    ...Object.values(cookies ?? {}),
  ]
    .flatMap((value) => value ?? [])
    .flatMap((value) => censored(value, '[secret]')),
];

/** Every text in a value that must not be logged, with its replacement. */
const textsIn = (schema: z.core.$ZodType | undefined, value: unknown): Censored => {
  const mark = schema && privacyOf(schema);
  if (!schema || mark) return allTexts(value, mark === 'secret' ? '[secret]' : '[personal]');
  const definition = schema._zod.def as Definition;
  const walk = walks[definition.type];
  if (walk) return walk(definition, value);
  if (typeof value === 'object' && value !== null) return allTexts(value, '[unknown]');
  return isBounded(definition) ? [] : allTexts(value, '[text]');
};

const isBounded = ({ type, format }: Definition): boolean =>
  bounded.has(type) || (typeof format === 'string' && boundedFormats.has(format));

const inner = ({ innerType }: Definition, value: unknown): Censored =>
  textsIn(innerType as z.core.$ZodType, value);

const walks: Partial<Record<string, (definition: Definition, value: unknown) => Censored>> = {
  object: ({ shape }, value) =>
    entriesOf(value).flatMap(([key, part]) => {
      const known = (shape as Record<string, z.core.$ZodType>)[key];
      return known ? textsIn(known, part) : [...censored(key, '[unknown]'), ...textsIn(undefined, part)];
    }),
  record: ({ valueType }, value) =>
    entriesOf(value).flatMap(([key, part]) => [
      ...censored(key, '[text]'),
      ...textsIn(valueType as z.core.$ZodType, part),
    ]),
  array: ({ element }, value) =>
    Array.isArray(value)
      ? value.flatMap((part: unknown) => textsIn(element as z.core.$ZodType, part))
      : allTexts(value, '[unknown]'),
  union: ({ options }, value) => (options as z.core.$ZodType[]).flatMap((option) => textsIn(option, value)),
  pipe: ({ in: input }, value) => textsIn(input as z.core.$ZodType, value),
  lazy: ({ getter }, value) => textsIn((getter as () => z.core.$ZodType)(), value),
  optional: inner,
  nullable: inner,
  default: inner,
  prefault: inner,
  nonoptional: inner,
  readonly: inner,
  catch: inner,
};

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const allTexts = (value: unknown, instead: string): Censored => {
  if (typeof value === 'string' || typeof value === 'number') return censored(String(value), instead);
  return entriesOf(value).flatMap(([key, part]) => [
    ...(Array.isArray(value) ? [] : censored(key, '[unknown]')),
    ...allTexts(part, instead),
  ]);
};

const censored = (value: string, instead: string): Censored =>
  value.length < shortest ? [] : [[value, instead]];
