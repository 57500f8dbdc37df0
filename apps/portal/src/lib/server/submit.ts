import { getRequestEvent } from '$app/server';
import { error, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { ErrorStatus } from 'sveltekit-superforms';
import { zod4, type ValidationAdapter } from 'sveltekit-superforms/adapters';
import { message, setError, superValidate } from 'sveltekit-superforms/server';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import type { Outcome } from '#lib/shell/form/outcome.ts';
import { problemText } from '#lib/shell/problem.ts';
import { ApiProblem } from './api.ts';
import { earlyEndOf } from './early-ends.ts';
import { explain } from './refusal.ts';
import { refuseSignedOut } from './signed-out.ts';

type Typed = Record<string, string>;
type Refusal = ActionFailure<Outcome<never>>;

/** A form of a page: how its fields are read. */
export interface Form<Data extends Record<string, unknown>> {
  readonly id: string;
  readonly adapter: ValidationAdapter<Data, Record<string, unknown>>;
  /** Fields that never come back, besides passwords and PINs. */
  readonly secrets?: readonly string[];
}

/** How the API's refusal is shown at the form. */
export interface RefusalWords {
  /** The form's field for the first segment of a pointer, if they differ. */
  names?: Typed;
  /** Our own text at a field for a problem code, e.g. 'already-taken' at `email`. */
  atField?: Record<string, [field: string, text: string]>;
  /** Our own text at a field that the API finds wrong. */
  wrong?: Typed;
}

// The input type is what the form sends, not the parsed value. No message of zod reaches a page.
const reading = { config: { io: 'input' }, error: (): string => m.common_field_wrong() } as const;

/** Creates a form from fields. `id` distinguishes it from other forms of the page. */
export const form = <Shape extends z.ZodRawShape>(
  id: string,
  shape: Shape,
  secrets: readonly string[] = [],
) => ({
  id,
  secrets,
  adapter: zod4(z.object(shape), reading),
});

/** A form with field names that the page creates, e.g. one for each language or row. */
export const openForm = (id: string) => ({
  id,
  adapter: zod4(z.record(z.string(), z.string().default('')), reading),
});

/** Refuses a form for faults that only its action can find. Texts by field. */
export class Faults extends Error {
  readonly fields: Typed;

  constructor(fields: Typed) {
    super('refused fields');
    this.fields = fields;
  }
}

/** The body of a form that was parsed by hand, if it has no faults. */
export function faultless<Body>({ body, fields }: { body: Body; fields: Typed }): Body {
  if (Object.keys(fields).length > 0) throw new Faults(fields);
  return body;
}

/**
 * Parses a form and passes it to `work`. Faults found here or by the API appear at their field. A redirect in `work`
 * passes through.
 */
export async function submit<Data extends Record<string, unknown>, Reply>(
  event: Pick<RequestEvent, 'request' | 'platform'>,
  { id, adapter, secrets = [] }: Form<Data>,
  work: (data: Data, sent: FormData) => Promise<Reply> | Reply,
  words: RefusalWords = {},
): Promise<Outcome<Reply> | Refusal> {
  const sent = await readForm(event as RequestEvent);
  const typed = textsIn(sent);
  const read = await superValidate(sent, adapter, { id });
  const outcome: Outcome<never> = {
    form: { id, posted: true, valid: read.valid, errors: {}, data: withoutSecrets(typed, secrets) },
  };
  if (!read.valid) return refused(outcome, firstErrors(read.errors));
  try {
    return { form: { ...outcome.form, data: {} }, reply: await work(read.data, sent) };
  } catch (thrown) {
    if (thrown instanceof Faults) return refused(outcome, thrown.fields);
    if (!(thrown instanceof ApiProblem)) throw thrown;
    if (thrown.code === 'not-signed-in') refuseSignedOut();
    return refused(outcome, fieldsOf(thrown, typed, words), thrown);
  }
}

/** An unreadable form is the sender's fault: 400. Texts are trimmed. */
export async function readForm(event: RequestEvent): Promise<FormData> {
  try {
    const sent = await event.request.formData();
    const trimmed = new FormData();
    for (const [name, value] of sent) trimmed.append(name, typeof value === 'string' ? value.trim() : value);
    return trimmed;
  } catch (unread) {
    if (unread instanceof TypeError && earlyEndOf(event) === null)
      error(400, { message: m.common_error_form() });
    throw unread;
  }
}

const textsIn = (sent: FormData): Typed =>
  Object.fromEntries(
    [...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/** Passwords and codes must be typed again. */
const withoutSecrets = (typed: Typed, secrets: readonly string[]): Typed =>
  Object.fromEntries(
    Object.entries(typed).filter(([name]) => !/password|pin$/iu.test(name) && !secrets.includes(name)),
  );

function refused(outcome: Outcome<never>, fields: Typed, problem?: ApiProblem): Refusal {
  for (const [name, text] of Object.entries(fields)) setError(outcome.form, name, text);
  const said = problem
    ? explain(problem, getRequestEvent())
    : { status: 422, message: m.common_problem_invalid(), code: 'invalid-request' };
  const shown = { text: said.message, code: said.code };
  return message(outcome.form, shown, { status: said.status as ErrorStatus }) as Refusal;
}

const firstErrors = (errors: Record<string, unknown>): Typed =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([name, texts]) =>
      Array.isArray(texts) && typeof texts[0] === 'string' ? [[name, texts[0]]] : [],
    ),
  );

function fieldsOf(
  { code, fields }: ApiProblem,
  typed: Typed,
  { names, atField, wrong }: RefusalWords,
): Typed {
  const texts: Typed = {};
  for (const pointer of Object.keys(fields)) {
    const segment = pointer.split('/')[1] ?? '';
    const name = names?.[segment] ?? segment;
    texts[name] = typed[name]
      ? (codeText(code) ?? wrong?.[name] ?? fieldText(name))
      : m.common_field_required();
  }
  const own = atField?.[code];
  return own ? { ...texts, [own[0]]: own[1] } : texts;
}

/** Some codes have a more specific text for a field. */
const codeText = (code: string): string | undefined =>
  code.startsWith('password-') || code === 'already-taken' ? problemText(code) : undefined;

const fieldTexts: Record<string, () => string> = {
  email: m.common_field_email,
  password: m.common_field_password,
  phone: m.common_field_phone,
  birthday: m.common_field_birthday,
  firstName: m.account_name_wrong,
  lastName: m.account_name_wrong,
  displayName: m.account_name_wrong,
};

const fieldText = (name: string): string => (fieldTexts[name] ?? m.common_field_wrong)();
