import type { Language } from '@regulars/contracts';

/** What a mail says, before it becomes HTML and plain text. All of it is text: nothing here is markup. */
export interface MailContent {
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preview: string;
  readonly title: string;
  readonly parts: readonly MailPart[];
  /** Why the reader gets this mail. */
  readonly reason: string;
}

export type MailPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [name: string, value: string])[] };

/** Name and look of the club, as a mail shows them. */
export interface Brand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly accent: string;
  /** IANA. */
  readonly timeZone: string;
  /** Address of a PNG of 480 × 96 pixels, the logo at its left; null without one. */
  readonly logo: string | null;
}

export interface Reading {
  readonly language: Language;
  readonly brand: Brand;
}

export type Template<Data> = (data: Data, reading: Reading) => MailContent;

export const text = (words: string): MailPart => ({ kind: 'text', text: words });
export const button = (label: string, url: string): MailPart => ({ kind: 'button', label, url });
