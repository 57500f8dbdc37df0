import { isPlain, type ConsentEvidence } from '@regulars/contracts';
import type { ConsentGiven } from '../members/index.ts';
import { momentOf, shorten, type Reading } from './cells.ts';
import { refusal } from './refusals.ts';

/** What a line says about a consent. */
export interface ConsentDraft {
  readonly newsletter?: boolean;
  readonly consentAt?: string;
  readonly consentSource?: string;
  readonly consentText?: string;
}

const words = (text: string, field: string): string => {
  if (!isPlain(text.replaceAll(/\s+/g, ' '))) throw refusal(field, 'no-words', { value: shorten(text) });
  return text;
};

/** Readers of the cells of a members file. They throw RefusedCell. */
export const consentReaders: Record<string, (text: string, reading: Reading) => ConsentDraft> = {
  consentAt: (text, reading) => {
    const at = momentOf(text, 'consentAt', reading);
    if (Date.parse(at) > reading.now.getTime())
      throw refusal('consentAt', 'in-future', { value: shorten(text) });
    return { consentAt: at };
  },
  consentSource: (text) => ({ consentSource: words(text, 'consentSource') }),
  consentText: (text) => ({ consentText: words(text, 'consentText') }),
};

/** None if the file says nothing. Without any evidence the consent comes in, and says that nothing proves it. */
export const consentsOf = ({
  newsletter,
  consentAt: at,
  consentSource: source,
  consentText: text,
}: ConsentDraft): ConsentGiven[] => {
  if (newsletter === undefined) return [];
  const evidence: ConsentEvidence = { at: at ?? null, source: source ?? null, text: text ?? null };
  const isProven = Object.values(evidence).some((part) => part !== null);
  return [{ purpose: 'newsletter', granted: newsletter, ...(isProven ? { evidence } : {}) }];
};
