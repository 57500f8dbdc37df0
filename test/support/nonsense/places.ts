import { z } from 'zod';

/** The part of JSON Schema that our contracts use. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** A field of a request, and a function that replaces its value. */
export interface Place {
  readonly pointer: string;
  put(value: unknown): unknown;
}

const deepest = 7;
// Rules that JSON Schema cannot express, by field name.
const known: Readonly<Record<string, unknown>> = {
  timeZone: 'Europe/Vienna',
  password: 'lantern meadow 47 rivers',
  phone: '+436601234567',
  columns: { email: 'mail' },
  // Of members, as segments and scores ask.
  condition: { fact: 'member.language', op: 'is', value: 'de' },
  where: { fact: 'line.category', op: 'is', value: 'coffee' },
};
const byFormat: Readonly<Record<string, string>> = {
  uuid: '0198f0a0-0000-7000-8000-000000000000',
  date: '2026-11-20',
  'date-time': '2026-11-20T10:00:00Z',
  email: 'someone@club.example',
};
const byPattern = ['EUR', 'text', '#aabbcc', '2026-11-20', '0.5'];

export const jsonSchemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** A value that the schema accepts; for an object only the required fields. */
export const sample = (schema: Schema, root: Schema = schema, name = ''): unknown => {
  if (name in known) return known[name];
  const { const: fixed, enum: words, type, properties = {}, required = [] } = resolve(schema, root);
  if (schema.$ref === '#/$defs/Condition') return known.where;
  if (fixed !== undefined) return fixed;
  if (words) return words[0];
  const [first] = alternatives(schema, root);
  if (first) return sample(first, root, name);
  // Texts ask for at least one language, which JSON Schema cannot express.
  const asked = required.length === 0 && 'de' in properties ? ['de'] : required;
  if (type === 'object')
    return Object.fromEntries(asked.map((key) => [key, sample(properties[key] ?? {}, root, key)]));
  if (type === 'array') return [sample(resolve(schema, root).items ?? {}, root)];
  return scalar(resolve(schema, root));
};

const scalar = ({ type, format, pattern, minimum, exclusiveMinimum, minLength = 1 }: Schema): unknown => {
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'integer' || type === 'number') return Math.max(minimum ?? 1, (exclusiveMinimum ?? 0) + 1, 1);
  const shaped = format === undefined ? undefined : byFormat[format];
  return (
    shaped ?? byPattern.find((text) => pattern && new RegExp(pattern).test(text)) ?? 'x'.repeat(minLength)
  );
};

const resolve = (schema: Schema, root: Schema): Schema =>
  schema.$ref === undefined
    ? schema
    : schema.$ref === '#'
      ? root
      : (root.$defs?.[schema.$ref.replace(/^#\/\$defs\//, '')] ?? {});

const alternatives = (schema: Schema, root: Schema): readonly Schema[] => {
  const { anyOf, oneOf } = resolve(schema, root);
  return anyOf ?? oneOf ?? [];
};

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/**
 * Every field of a request with this schema, including nested and optional ones. Each `put` reads the base again, so that
 * one list of places serves many requests.
 */
export const placesOf = (schema: Schema, base: () => unknown, root: Schema = schema, depth = 0): Place[] => {
  if (depth > deepest) return [];
  const { type, properties = {}, items, additionalProperties } = resolve(schema, root);
  if (alternatives(schema, root).length > 0)
    return alternatives(schema, root).flatMap((each, at) =>
      placesOf(each, () => (at === 0 && base() !== undefined ? base() : sample(each, root)), root, depth + 1),
    );
  if (type === 'object')
    return [
      ...Object.entries(properties).flatMap(([key, part]) =>
        inside(part, key, () => record(base()), root, depth),
      ),
      ...(typeof additionalProperties === 'object'
        ? inside(additionalProperties, 'anything', () => record(base()), root, depth)
        : []),
    ];
  if (type !== 'array' || !items) return [];
  const first = (): unknown => {
    const list = base();
    return (Array.isArray(list) ? (list as unknown[])[0] : undefined) ?? sample(items, root);
  };
  const within = placesOf(items, first, root, depth + 1);
  return [
    { pointer: '/0', put: (value: unknown) => [value] },
    ...within.map((place) => below(place, '0', (part) => [part])),
  ];
};

const inside = (
  part: Schema,
  key: string,
  base: () => Record<string, unknown>,
  root: Schema,
  depth: number,
): Place[] => {
  const put = (value: unknown): unknown => ({ ...base(), [key]: value });
  const within = placesOf(part, () => base()[key] ?? sample(part, root, key), root, depth + 1);
  return [{ pointer: `/${key}`, put }, ...within.map((place) => below(place, key, put))];
};

const below = ({ pointer, put }: Place, key: string, wrap: (part: unknown) => unknown): Place => ({
  pointer: `/${key}${pointer}`,
  put: (value) => wrap(put(value)),
});
