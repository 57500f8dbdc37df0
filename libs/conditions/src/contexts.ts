import { factNames, facts, isStoredFactName, type FactName, type Scope } from './facts.ts';

/**
 * The subject of a condition: a line of a purchase; a purchase, also a past one; a purchase that is being
 * decided, with its member; an event outside of purchases, with its member; an occasion of a member,
 * as a birthday; the answers of a survey so far; or a member, as in a segment.
 */
export type Context = 'line' | 'purchase' | 'sale' | 'event' | 'occasion' | 'answers' | 'member';

/** What a condition may use. */
interface Askable {
  readonly scopes: readonly Scope[];
  /** Whether `lines` is available. */
  readonly lines: boolean;
  /** Whether `purchases` is available. */
  readonly purchases: boolean;
  /** Whether `happened` is available. */
  readonly happenings?: true;
  /** Facts of these scopes that are not available. */
  readonly without?: readonly FactName[];
}

const bought: readonly FactName[] = [
  'member.purchases',
  'member.visits',
  'member.spend',
  'member.first-purchase',
  'member.last-purchase',
  'member.home-location',
];

// Known a second late: too late to give points. A sale asks a segment.
const stored: readonly FactName[] = factNames.filter(isStoredFactName);

export const contexts: Readonly<Record<Context, Askable>> = {
  line: { scopes: ['line'], lines: false, purchases: false },
  purchase: { scopes: ['purchase', 'moment'], lines: true, purchases: false },
  sale: { scopes: ['purchase', 'moment', 'member'], lines: true, purchases: true, without: stored },
  // What members bought is known a second late outside of purchases.
  event: { scopes: ['event', 'member'], lines: false, purchases: false, without: [...bought, ...stored] },
  occasion: { scopes: ['member'], lines: false, purchases: false, without: [...bought, ...stored] },
  answers: { scopes: ['answer'], lines: false, purchases: false },
  // A sale, an event and an occasion ask for a segment in its place: they read nothing more of their member.
  member: { scopes: ['member'], lines: false, purchases: true, happenings: true },
};

/** The facts available in the context, in registry order. */
export function factsIn(context: Context): FactName[] {
  return factNames.filter((name) => isFactIn(name, context));
}

export function isFactIn(name: FactName, context: Context): boolean {
  const { scopes, without = [] } = contexts[context];
  return scopes.includes(facts[name].scope) && !without.includes(name);
}
