/** The result of a form on a console page; `intent` identifies the form, because a page may have several. */
export interface FormResult {
  intent: string;
  done: boolean;
  /** As typed, to refill the fields. */
  values: Record<string, string>;
  /** Errors by field. */
  fields: Record<string, string>;
  message: string;
  /** The API's problem code. */
  code: string | null;
  /** The API's reply, if the page shows it once (a new key's secret, a trial's result). */
  reply?: unknown;
}

/** The refusal of this form, if it was this one. */
export const refusedAt = (outcome: FormResult | null | undefined, intent: string): FormResult | null =>
  outcome?.intent === intent && !outcome.done ? outcome : null;
