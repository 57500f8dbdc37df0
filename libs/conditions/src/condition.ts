import type { FactName } from './facts.ts';
import type { Money, Range, Value } from './values.ts';

/** The one condition language: a JSON tree over the facts of `facts.ts`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  | LinesCondition
  | PurchasesCondition;

/** False where the fact is not known, whatever the operator; its `not` is then true. */
export interface Comparison {
  readonly fact: FactName;
  /** Which one, for facts that take a parameter. */
  readonly key?: string;
  readonly op: string;
  /** Absent for `known`. */
  readonly value?: Value;
}

/** About the lines of a purchase that fulfil `where`; all of its lines without it. */
export type LinesCondition =
  | { readonly lines: 'any' | 'all'; readonly where: Condition }
  | {
      readonly lines: 'count' | 'sum-quantity' | 'sum-amount';
      readonly where?: Condition;
      readonly op: string;
      readonly value: number | Money | Range;
    };

/**
 * About the member's purchases that fulfil `where`, of the last `days` or of all time. Of more than
 * `conditionLimits.purchases` the newest are looked at.
 */
export interface PurchasesCondition {
  /** A sum adds up what was paid in the currency of the value. */
  readonly purchases: 'count' | 'sum';
  /** Calendar days in the club's zone, today among them; null: since ever. */
  readonly days: number | null;
  readonly where?: Condition;
  readonly op: string;
  readonly value: number | Money | Range;
}

/** What a condition may be as a whole: contract, checker and editor hold to the same. */
export const conditionLimits = {
  depth: 12,
  nodes: 200,
  /** Children of one `all` or `any`. */
  children: 20,
  /** Values of one comparison; a longer list belongs elsewhere. */
  values: 200,
  /** Characters of one text. */
  text: 100,
  /** Past purchases that one condition looks at, the newest; a sale reads no more of them. */
  purchases: 500,
  /** Calendar days that a comparison looks back or ahead. */
  days: 3660,
  /** Of numbers and of amounts in minor units. */
  number: 1_000_000_000_000,
  /** Decimal places of a number. */
  places: 3,
} as const;
