import { z } from 'zod';

export type Privacy = 'personal' | 'secret';

const marks = z.registry<{ readonly privacy: Privacy }>();

const mark = <Schema extends z.ZodType>(schema: Schema, privacy: Privacy): Schema => {
  // A copy: the same shape may stand elsewhere for what is nobody's.
  const marked = z.core.clone(schema);
  marks.add(marked, { privacy });
  return marked;
};

/** Says who somebody is, or what somebody wrote of somebody: it stays out of logs. */
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema => mark(schema, 'personal');

/** Opens something for whoever has it: it stays out of logs. */
export const secret = <Schema extends z.ZodType>(schema: Schema): Schema => mark(schema, 'secret');

/** How a schema is marked; what is inside of it may be marked by itself. */
export const privacyOf = (schema: z.core.$ZodType): Privacy | undefined => marks.get(schema)?.privacy;
