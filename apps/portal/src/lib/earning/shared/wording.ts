import type { NameOf } from '@regulars/conditions';
import type { Locale } from '#lib/paraglide/runtime.js';

/** The language of a sentence, and the names of what its conditions name. */
export interface Wording {
  locale: Locale;
  nameOf?: NameOf | undefined;
  /** The name of a rate table, by its id. */
  tableName?: ((id: string) => string | undefined) | undefined;
  /** The name of a type of events, by its code. */
  eventName?: ((code: string) => string | undefined) | undefined;
  /** The label of a field in it. */
  eventField?: ((code: string, field: string) => string | undefined) | undefined;
  /** The club's; without it, amounts in it are not said. */
  currency?: string | undefined;
  /** Members do not know the fields of events. */
  forMembers?: boolean;
}

/** A part of a sentence; the manager's choices are strong. */
export interface Part {
  text: string;
  strong: boolean;
}

// Marks that no club text can contain, because the API refuses control characters.
const open = '\u0002';
const close = '\u0003';
/** Marks the manager's choices. */
export const strong = (text: string): string => `${open}${text}${close}`;

/** A sentence in parts with its marks, for use in a longer one. */
export const marked = (parts: readonly Part[]): string =>
  parts.map(({ text, strong: chosen }) => (chosen ? strong(text) : text)).join('');

/** A marked sentence in parts, so that the page can emphasise choices. */
export const inParts = (marked: string): Part[] =>
  marked
    .split(/(\u0002[^\u0003]*\u0003)/u)
    .filter(Boolean)
    .map((text) => ({ text: text.replaceAll(/[\u0002\u0003]/gu, ''), strong: text.startsWith(open) }));

export const list = (parts: string[], type: 'conjunction' | 'disjunction', { locale }: Wording): string =>
  new Intl.ListFormat(locale, { type }).format(parts);
