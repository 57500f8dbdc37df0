import { z } from 'zod';

type Definition = z.core.$ZodTypeDef & Record<string, unknown>;

const known = new WeakMap<z.ZodType, z.ZodType>();

/**
 * The same schema, but its objects refuse unknown keys: a misspelt field is reported, not dropped. Contracts
 * use the same objects for requests and replies, and replies drop unknown fields, so requests are made strict
 * here. Schemas behind `z.lazy` stay as they are.
 */
export const strictly = <Schema extends z.ZodType>(schema: Schema): Schema => {
  const made = known.get(schema) as Schema | undefined;
  if (made) return made;
  const strict = remake(schema);
  known.set(schema, strict);
  return strict;
};

const remake = <Schema extends z.ZodType>(schema: Schema): Schema => {
  const definition = schema._zod.def as Definition;
  const parts = strictParts[definition.type];
  if (!parts) return schema;
  const strict: z.core.$ZodType = z.core.clone(schema, { ...definition, ...parts(definition) });
  return strict as Schema;
};

const part = (value: unknown): z.ZodType => strictly(value as z.ZodType);
const inner = ({ innerType }: Definition): Partial<Definition> => ({ innerType: part(innerType) });

/** How schemas that contain others hold them. */
const strictParts: Partial<Record<string, (definition: Definition) => object>> = {
  object: ({ shape, catchall }) => ({
    shape: Object.fromEntries(
      Object.entries(shape as Record<string, unknown>).map(([key, value]) => [key, part(value)]),
    ),
    catchall: catchall ?? z.never(),
  }),
  array: ({ element }) => ({ element: part(element) }),
  union: ({ options }) => ({ options: (options as unknown[]).map(part) }),
  record: ({ valueType }) => ({ valueType: part(valueType) }),
  pipe: ({ in: input }) => ({ in: part(input) }),
  optional: inner,
  nullable: inner,
  default: inner,
  prefault: inner,
  nonoptional: inner,
  readonly: inner,
};
