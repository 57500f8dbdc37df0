import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';

/**
 * What forms are made of. A form sends texts; each of these reads one text and says in the reader's language what
 * is wrong with it. Messages of zod never reach a page.
 */

/** Any text; empty if the form did not send it. */
export const anyText = z.string();

/** A text that must be there. */
export const someText = z.string().transform((typed, context) => {
  if (typed === '') refuseField(context, m.common_field_required());
  return typed;
});

/** What the page itself sends: a version. */
export const asNumber = z.string().transform(Number);

/** A tick box. */
export const ticked = z.string().transform((typed) => typed === 'on');

/** One of these; anything else is `otherwise`. */
export const oneOf = <const Value extends string>(values: readonly Value[], otherwise: NoInfer<Value>) =>
  z.string().transform((typed): Value => values.find((value) => value === typed) ?? otherwise);

/** Those of these that were ticked: at least one. Without `wrong` none is fine. */
export const someOf = <const Value extends string>(values: readonly Value[], wrong?: () => string) =>
  z.array(z.string()).transform((typed, context): Value[] => {
    const chosen = values.filter((value) => typed.includes(value));
    return wrong && chosen.length === 0 ? refuseField(context, wrong()) : chosen;
  });

/** All values of a name that several fields share. */
export const manyTexts = z.array(z.string());

/** A field that the contract checks. Empty is what the contract takes for that: null, absent or ''. */
export const field = <Schema extends z.ZodType>(schema: Schema, wrong: () => string = m.common_field_wrong) =>
  z.string().transform((typed, context): z.output<Schema> => {
    const tried = typed === '' ? [null, undefined, ''] : [typed];
    for (const value of tried) {
      const read = schema.safeParse(value);
      if (read.success) return read.data;
    }
    return refuseField(context, typed === '' ? m.common_field_required() : wrong());
  });

/** A field with rules of its own: `read` returns null for what is wrong. */
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
