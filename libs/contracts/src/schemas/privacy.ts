import { z } from 'zod';

export type Privacy = 'personal' | 'secret';

const marks = z.registry<{ readonly privacy: Privacy }>();

const mark = <Schema extends z.ZodType>(schema: Schema, privacy: Privacy): Schema => {
  // A copy, because the same shape may be used elsewhere for data that is not personal.
  const marked = z.core.clone(schema);
  marks.add(marked, { privacy });
  return marked;
};

/** Identifies a person, or is text about a person. It stays out of logs. */
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema => mark(schema, 'personal');

/** A value that gives access to its holder. It stays out of logs. */
export const secret = <Schema extends z.ZodType>(schema: Schema): Schema => mark(schema, 'secret');

/** How a schema is marked. Schemas inside it may have their own marks. */
export const privacyOf = (schema: z.core.$ZodType): Privacy | undefined => marks.get(schema)?.privacy;
