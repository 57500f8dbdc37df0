import { fail, type ActionFailure } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from '#lib/server/api.ts';
import { refusalOf } from '#lib/server/form.ts';
import type { FormResult } from './form-result.ts';

type Ended = FormResult | ActionFailure<FormResult>;
type Options = Parameters<typeof refusalOf>[2];

/**
 * Runs the action of a form; a refusal of the API becomes the form's result. A redirect in `work` passes
 * through.
 */
export async function attempt(
  intent: string,
  values: Record<string, string>,
  work: () => Promise<unknown>,
  options?: Options,
): Promise<Ended> {
  try {
    const reply = await work();
    return { intent, done: true, values: {}, fields: {}, message: '', code: null, reply };
  } catch (thrown) {
    const refusal = refusalOf(thrown, values, options);
    const code = thrown instanceof ApiProblem ? thrown.code : null;
    const fields = code === 'already-taken' ? takenFields(refusal.data.fields) : refusal.data.fields;
    return fail(refusal.status, { intent, done: false, code, ...refusal.data, fields });
  }
}

const takenFields = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, m.common_problem_already_taken()]));

/** Refuses before the API is called. */
export const refuseAt = (
  intent: string,
  values: Record<string, string>,
  fields: Record<string, string>,
): ActionFailure<FormResult> =>
  fail(422, {
    intent,
    done: false,
    values,
    fields,
    message: m.common_problem_invalid(),
    code: 'invalid-request',
  });

/** The empty ones of these fields, each with its text. */
export const missingIn = (values: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.filter((name) => !values[name]).map((name) => [name, m.common_field_required()]));
