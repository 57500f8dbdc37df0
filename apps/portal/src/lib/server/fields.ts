import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';

/**
 * The fields of forms. A form sends texts. Each of these readers parses one text and reports faults in the reader's
 * language. Messages of zod never reach a page.
 */

/** Any text; empty if the form did not send it. */
export const anyText = z.string();

/** A required text. */
export const someText = z.string().transform((typed, context) => {
  if (typed === '') refuseField(context, m.common_field_required());
  return typed;
});

/** A value that the page itself sends, such as a version. */
export const asNumber = z.string().transform(Number);

/** A tick box. */
export const ticked = z.string().transform((typed) => typed === 'on');

/** One of these values; any other becomes `otherwise`. */
export const oneOf = <const Value extends string>(values: readonly Value[], otherwise: NoInfer<Value>) =>
  z.string().transform((typed): Value => values.find((value) => value === typed) ?? otherwise);

/** A picture; absent if none was chosen. */
export const pictureFile = z
  .file()
  .optional()
  // The API checks the bytes; it only needs to know that they are meant as a picture.
  .transform((file) =>
    file && !file.type.startsWith('image/') ? new Blob([file], { type: 'image/png' }) : file,
  );

/** The ticked values, at least one. Without `wrong`, none is allowed. */
export const someOf = <const Value extends string>(values: readonly Value[], wrong?: () => string) =>
  z.array(z.string()).transform((typed, context): Value[] => {
    const chosen = values.filter((value) => typed.includes(value));
    return wrong && chosen.length === 0 ? refuseField(context, wrong()) : chosen;
  });

/** All values of a name that several fields share. */
export const manyTexts = z.array(z.string());

/** Turns what people type into what the contract asks for. */
type Reader = (typed: string) => string;
const asTyped: Reader = (typed) => typed;

/** A field that the contract checks. An empty field becomes what the contract accepts: null, absent or ''. */
export const field = <Schema extends z.ZodType>(
  schema: Schema,
  wrong: () => string = m.common_field_wrong,
  read: Reader = asTyped,
) =>
  z.string().transform((typed, context): z.output<Schema> => {
    const tried = typed === '' ? [null, undefined, ''] : [read(typed)];
    for (const value of tried) {
      const read = schema.safeParse(value);
      if (read.success) return read.data;
    }
    return refuseField(context, typed === '' ? m.common_field_required() : wrong());
  });

/** A field that the contract checks, and that must not be empty even if the contract allows it. */
export const answer = <Schema extends z.ZodType<string | null | undefined>>(
  schema: Schema,
  wrong: () => string,
  read: Reader = asTyped,
) =>
  z.string().transform((typed, context): string => {
    if (typed === '') return refuseField(context, m.common_field_required());
    const found = schema.safeParse(read(typed));
    return found.success && typeof found.data === 'string' ? found.data : refuseField(context, wrong());
  });

/** A field with its own rules: `read` returns null for a wrong value. */
export const readBy = <Value>(
  read: (typed: string) => Value | null,
  wrong: () => string,
  empty: 'required' | 'read' = 'required',
) =>
  z.string().transform((typed, context): Value => {
    if (typed === '' && empty === 'required') return refuseField(context, m.common_field_required());
    return read(typed) ?? refuseField(context, wrong());
  });

function refuseField(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
