import { factNames, facts, type FactName, type Scope } from './facts.ts';

/**
 * What a condition is about: one line of a purchase; one purchase, also a past one; a purchase that is being decided,
 * with its member; a member, as in a segment.
 */
export type Context = 'line' | 'purchase' | 'sale' | 'member';

/** What a condition may ask. */
interface Askable {
  readonly scopes: readonly Scope[];
  /** Whether `lines` may be asked. */
  readonly lines: boolean;
  /** Whether `purchases` may be asked. */
  readonly purchases: boolean;
}

export const contexts: Readonly<Record<Context, Askable>> = {
  line: { scopes: ['line'], lines: false, purchases: false },
  purchase: { scopes: ['purchase', 'moment'], lines: true, purchases: false },
  sale: { scopes: ['purchase', 'moment', 'member'], lines: true, purchases: true },
  member: { scopes: ['member'], lines: false, purchases: true },
};

/** The facts that a condition of the context may name, in the order of the registry. */
export function factsIn(context: Context): FactName[] {
  return factNames.filter((name) => contexts[context].scopes.includes(facts[name].scope));
}
