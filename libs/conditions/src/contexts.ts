import { factNames, facts, type FactName, type Scope } from './facts.ts';

/**
 * The subject of a condition: a line of a purchase; a purchase, also a past one; a purchase that is being
 * decided, with its member; or a member, as in a segment.
 */
export type Context = 'line' | 'purchase' | 'sale' | 'member';

/** What a condition may use. */
interface Askable {
  readonly scopes: readonly Scope[];
  /** Whether `lines` is available. */
  readonly lines: boolean;
  /** Whether `purchases` is available. */
  readonly purchases: boolean;
}

export const contexts: Readonly<Record<Context, Askable>> = {
  line: { scopes: ['line'], lines: false, purchases: false },
  purchase: { scopes: ['purchase', 'moment'], lines: true, purchases: false },
  sale: { scopes: ['purchase', 'moment', 'member'], lines: true, purchases: true },
  member: { scopes: ['member'], lines: false, purchases: true },
};

/** The facts available in the context, in registry order. */
export function factsIn(context: Context): FactName[] {
  return factNames.filter((name) => contexts[context].scopes.includes(facts[name].scope));
}
