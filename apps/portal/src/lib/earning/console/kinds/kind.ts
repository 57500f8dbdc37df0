import type { Wording } from '../wording.ts';

/** The ends of a rule's sentence: where it holds, and its limits. Both may be empty. */
export interface Ends {
  where: string;
  limits: string;
}

/**
 * A kind of earning rule in the console. All that tells it from others stands in its file and its fields;
 * `index.ts` and `fields.ts` list them. A draft holds what was typed, as it was typed.
 */
export interface RuleKind<Effect, Draft> {
  name: () => string;
  /** What the editor begins with, in the club's currency. */
  empty: (currency: string) => Draft;
  /** `currency` is the club's, for amounts that one begins to write. */
  read: (effect: Effect, currency: string) => Draft;
  /** Names of the fields that cannot be saved as they are. */
  faults: (draft: Draft) => readonly string[];
  /** As far as it is filled in; null while there is nothing to save. */
  effect: (draft: Draft) => Effect | null;
  /** The whole sentence, what was chosen marked as strong. */
  sentence: (effect: Effect, ends: Ends, wording: Wording) => string;
}

let lastKey = 0;
/** Rows need keys of their own: two of them may say the same. */
export const newKey = (): number => (lastKey += 1);

export const wholeOf = (typed: string, most: number): number | null => {
  const number = /^\d{1,10}$/u.test(typed.trim()) ? Number(typed.trim()) : 0;
  return number >= 1 && number <= most ? number : null;
};
