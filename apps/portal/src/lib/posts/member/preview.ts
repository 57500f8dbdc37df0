import { replyAt, type Outcome } from '#lib/shell/form/outcome.ts';

/** A text as it was when the preview was asked for, and as it would be shown. */
export interface Previewed {
  readonly title: string;
  readonly source: string;
  readonly html: string;
  /** What it is about; of posts. */
  readonly interests?: readonly string[];
}

/** The preview that the form brought back; null if there is none. */
export const previewed = (outcome: Outcome | null | undefined): Previewed | null =>
  replyAt(outcome as Outcome<Previewed> | null | undefined, 'preview');
