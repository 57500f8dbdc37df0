import { fail, type ActionFailure } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/shell/problem.ts';
import { ApiProblem } from './api.ts';

/** The result of a refused form: the input, the error of each field, and one sentence for the form. */
export interface Refusal {
  values: Record<string, string>;
  fields: Record<string, string>;
  message: string;
}

/** All text fields as typed, without files and passwords. */
export const typedValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
  );

const withoutSecrets = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !/password|pin/iu.test(name)));

/** Refuses before the API is called. `fields` are texts by field name. */
export const refuse = (
  values: Record<string, string>,
  fields: Record<string, string>,
): ActionFailure<Refusal> =>
  fail(422, { values: withoutSecrets(values), fields, message: m.common_problem_invalid() });

/**
 * Turns the API's refusal into the reply of a form action; other errors are rethrown.
 * `names` maps the pointer's first segment to the form's field if they differ. `atField` sets our own text at a
 * field for a problem code (e.g. 'already-taken' at `email`).
 */
export function refusalOf(
  thrown: unknown,
  values: Record<string, string>,
  options: { names?: Record<string, string>; atField?: Record<string, [field: string, text: string]> } = {},
): ActionFailure<Refusal> {
  if (!(thrown instanceof ApiProblem)) throw thrown;
  const fields: Record<string, string> = {};
  for (const pointer of Object.keys(thrown.fields)) {
    const name = pointer.split('/')[1] ?? '';
    const field = options.names?.[name] ?? name;
    fields[field] = values[field]
      ? (passwordText(thrown.code) ?? fieldText(field))
      : m.common_field_required();
  }
  const own = options.atField?.[thrown.code];
  if (own) fields[own[0]] = own[1];
  const status = thrown.status >= 400 ? thrown.status : 503;
  return fail(status, { values: withoutSecrets(values), fields, message: problemText(thrown.code) });
}

const texts: Record<string, () => string> = {
  email: m.common_field_email,
  password: m.common_field_password,
  phone: m.common_field_phone,
  birthday: m.common_field_date,
  firstName: m.account_name_wrong,
  lastName: m.account_name_wrong,
  displayName: m.account_name_wrong,
};

/** Errors of a password are shown at its field too. */
const passwordText = (code: string): string | undefined =>
  code.startsWith('password-') ? problemText(code) : undefined;

const fieldText = (field: string): string => (texts[field] ?? m.common_field_wrong)();
