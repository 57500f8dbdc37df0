import type { SuperValidated } from 'sveltekit-superforms';

/** The message of a form action about the whole form. */
export interface Said {
  text: string;
  /** The API's problem code. */
  code: string | null;
}

/** What every form action returns. The form's `id` tells it from the others on the page; `data` is as typed. */
export interface Outcome<Reply = unknown> {
  form: SuperValidated<Record<string, string>, Said>;
  /** The result of the action for the page: the secret of a new key, the result of a trial. */
  reply?: Reply;
}

/** A refused form, as its fields show it. */
export interface Refused {
  /** As typed, without passwords. */
  values: Record<string, string>;
  /** The first error of each field. */
  fields: Record<string, string>;
  message: string;
  code: string | null;
}

/** The refusal of this form, if it was this one. */
export function refusedAt(outcome: Outcome | null | undefined, id: string): Refused | null {
  const form = outcome?.form;
  if (form?.id !== id || form.valid) return null;
  const fields = Object.entries(form.errors).flatMap(([name, errors]) => {
    const [first] = errors ?? [];
    return first === undefined ? [] : [[name, first]];
  });
  return {
    values: form.data,
    fields: Object.fromEntries(fields) as Record<string, string>,
    message: form.message?.text ?? '',
    code: form.message?.code ?? null,
  };
}

/** The result of this form after success; null for another form, or a refused one. */
export const replyAt = <Reply>(outcome: Outcome<Reply> | null | undefined, id: string): Reply | null =>
  outcome?.form.id === id && outcome.form.valid ? (outcome.reply ?? null) : null;

/** Whether this form was sent with success. */
export const doneAt = (outcome: Outcome | null | undefined, id: string): boolean =>
  outcome?.form.id === id && outcome.form.valid;
