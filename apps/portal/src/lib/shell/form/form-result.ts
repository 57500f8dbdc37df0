/** What became of a form on a console page; `intent` says which form, as a page may have several. */
export interface FormResult {
  intent: string;
  done: boolean;
  /** As typed, to stand in the fields again. */
  values: Record<string, string>;
  /** What is wrong, by field. */
  fields: Record<string, string>;
  message: string;
  /** The API's problem code. */
  code: string | null;
  /** What the API answered, where the page shows it once (a new key's secret, a trial's result). */
  reply?: unknown;
}

/** The refusal of this form, if it was this one and it was refused. */
export const refusedAt = (outcome: FormResult | null | undefined, intent: string): FormResult | null =>
  outcome?.intent === intent && !outcome.done ? outcome : null;
