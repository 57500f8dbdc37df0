/** What the condition of a rule is about. An occasion has a member only: it happens nowhere, and nobody reports it. */
export type RuleContext = 'sale' | 'event' | 'occasion';

/**
 * A kind of earning rule in the console. Its file and its fields contain everything specific to it;
 * `index.ts` and `fields.ts` list them. A draft holds the input as typed.
 */
export interface RuleKind<Effect, Draft> {
  name: () => string;
  /** What its condition is about. */
  context: RuleContext;
  /** The initial values, in the club's currency. */
  empty: (currency: string) => Draft;
  /** `currency` is the club's, for new amounts. */
  read: (effect: Effect, currency: string) => Draft;
  /** Names of the fields that are invalid. */
  faults: (draft: Draft) => readonly string[];
  /** The part that is filled in; null if there is nothing to save. */
  effect: (draft: Draft) => Effect | null;
}

let lastKey = 0;
/** Rows need their own keys, because two may be equal. */
export const newKey = (): number => (lastKey += 1);

export const wholeOf = (typed: string, most: number): number | null => {
  const number = /^\d{1,10}$/u.test(typed.trim()) ? Number(typed.trim()) : 0;
  return number >= 1 && number <= most ? number : null;
};
