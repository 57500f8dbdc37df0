import { dayMs, type Instant } from '../clock.ts';
import type { RetentionCountry } from '../members/retention.ts';

/** A version of a legal text. Later versions never take effect before earlier ones. */
export interface PublishedText {
  readonly version: number;
  readonly effectiveFrom: Instant;
}

/** A place in a text that is still to be written: `[… name of the register]`. */
export interface Mark {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const mark = /\[(?:…|\.\.\.)[^\]\n]*\]/gu;

export const marksIn = (text: string): Mark[] =>
  text
    .split('\n')
    .flatMap((line, index) => [...line.matchAll(mark)].map(([found]) => ({ line: index + 1, text: found })));

/** The version that holds now: the newest whose time has come. */
export const inForce = <Text extends PublishedText>(texts: readonly Text[], now: Instant): Text | undefined =>
  newest(texts.filter(({ effectiveFrom }) => effectiveFrom <= now));

/** The next version after the one in force. */
export const coming = <Text extends PublishedText>(texts: readonly Text[], now: Instant): Text | undefined =>
  texts
    .filter(({ effectiveFrom }) => effectiveFrom > now)
    .reduce<Text | undefined>(
      (first, text) => (first && first.version < text.version ? first : text),
      undefined,
    );

const newest = <Text extends PublishedText>(texts: readonly Text[]): Text | undefined =>
  texts.reduce<Text | undefined>(
    (last, text) => (last && last.version > text.version ? last : text),
    undefined,
  );

/** Whether a member still has to accept the terms in force. */
export const mustAccept = (
  terms: readonly PublishedText[],
  acceptedVersion: number | null,
  now: Instant,
): boolean => {
  const current = inForce(terms, now);
  return current !== undefined && (acceptedVersion ?? 0) < current.version;
};

/** Days between telling members of new terms and their effect. */
export const usualNoticeDays: Readonly<Record<RetentionCountry, number>> = { de: 30, at: 30, cz: 30 };

/**
 * When a version that is published now may take effect at the earliest. Only a change of the terms is announced; the
 * first terms have nobody who accepted others.
 */
export const earliestEffect = (
  earlier: readonly PublishedText[],
  noticeDays: number | null,
  now: Instant,
): Instant => {
  const last = newest(earlier);
  if (!last) return now;
  return Math.max(last.effectiveFrom, noticeDays === null ? now : now + noticeDays * dayMs);
};
