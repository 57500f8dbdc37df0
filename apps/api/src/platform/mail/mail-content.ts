import type { Language } from '@regulars/contracts';

/** The content of a mail before it becomes HTML and plain text. Everything is text, nothing is markup. */
export interface MailContent {
  readonly subject: string;
  /** What a mail program shows next to the subject. */
  readonly preview: string;
  readonly title: string;
  readonly parts: readonly MailPart[];
  /** Why the reader gets this mail. */
  readonly reason: string;
}

export type MailPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  /** Side by side, as the steps of a scale. */
  | { readonly kind: 'links'; readonly links: readonly (readonly [label: string, url: string])[] }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [name: string, value: string])[] };

/** Name and look of the club in mails. */
export interface Brand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly accent: string;
  /** IANA. */
  readonly timeZone: string;
  /** URL of a PNG of 480 × 96 pixels with the logo on the left; null if there is none. */
  readonly logo: string | null;
  /** Links at the foot of every mail, in the reader's language. */
  readonly links: readonly FootLink[];
}

export interface FootLink {
  readonly label: Readonly<Record<Language, string>>;
  readonly url: string;
}

export interface Reading {
  readonly language: Language;
  readonly brand: Brand;
}

export type Template<Data> = (data: Data, reading: Reading) => MailContent;

export const text = (words: string): MailPart => ({ kind: 'text', text: words });
export const button = (label: string, url: string): MailPart => ({ kind: 'button', label, url });
