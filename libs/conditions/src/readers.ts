import type { FactsOf, Scope, TypeOf, Unknown } from './facts.ts';
import type { Known } from './values.ts';

/** How to read each fact of the scopes in memory. A fact without a reader does not compile. */
export type Readers<S extends Scope, Thing> = {
  readonly [F in FactsOf<S>]: (thing: Thing, key: string) => Known[TypeOf<F>] | Unknown<F>;
};
