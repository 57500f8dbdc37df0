import type { FactName } from './facts.ts';
import type { HappeningName } from './happenings.ts';
import type { Money, Range, Value } from './values.ts';

/** The condition language: a JSON tree over the facts of `facts.ts`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  | LinesCondition
  | PurchasesCondition
  | HappenedCondition;

/** False if the fact is unknown, whatever the operator. Its `not` is then true. */
export interface Comparison {
  readonly fact: FactName;
  /** Which one, for facts that take a parameter. */
  readonly key?: string;
  readonly op: string;
  /** Absent for `known`. */
  readonly value?: Value;
}

/** About the lines of a purchase that match `where`; all lines without it. */
export type LinesCondition =
  | { readonly lines: 'any' | 'all'; readonly where: Condition }
  | {
      readonly lines: 'count' | 'sum-quantity' | 'sum-amount';
      readonly where?: Condition;
      readonly op: string;
      readonly value: number | Money | Range;
    };

/** The last so many calendar days in the club's zone, including today; the calendar month of today; or null: all time. */
export type PastDays = number | 'this-month' | null;

/**
 * About the member's purchases that fulfil `where`, of the last `days` or of all time. If there are more than
 * `conditionLimits.purchases` in these days, nothing about them is known.
 */
export interface PurchasesCondition {
  /** Visits are local days with such a purchase. A sum adds the amounts paid in the currency of the value. */
  readonly purchases: 'count' | 'visits' | 'sum';
  readonly days: PastDays;
  readonly where?: Condition;
  readonly op: string;
  readonly value: number | Money | Range;
}

/** Something that happens to a member, of one kind. */
export interface Happening {
  readonly happened: HappeningName;
  /** Only with one of these: ids, or codes of custom events. */
  readonly of?: readonly string[];
}

interface HappenedLately extends Happening {
  /** The last so many calendar days in the club's zone, including today. */
  readonly days: number;
}

/**
 * About what happened to a member: how often, or what came of it. `then` holds if one of these was followed by a later
 * `then`, at most `within` calendar days after it. `without` holds if one of these has had `within` whole calendar days
 * after its own without such a follower. While these days are not over, it decides nothing.
 */
export type HappenedCondition =
  | (HappenedLately & { readonly op: string; readonly value: number | Range })
  | (HappenedLately & { readonly then: Happening; readonly within: number })
  | (HappenedLately & { readonly without: Happening; readonly within: number });

/** Limits of a condition, used by contract, checker and editor. */
export const conditionLimits = {
  depth: 12,
  nodes: 200,
  /** Children of one `all` or `any`. */
  children: 20,
  /** Values of one comparison. */
  values: 200,
  /** Characters of one text. */
  text: 100,
  /**
   * The maximum of past purchases for one condition: more than anyone buys in ten years. A sale reads at most one more.
   */
  purchases: 10_000,
  /** Calendar days that a comparison looks back or ahead. */
  days: 3660,
  /** Calendar days that a condition looks back at what happened. It is kept for no longer. */
  happenedDays: 400,
  /** Of numbers and of amounts in minor units. */
  number: 1_000_000_000_000,
  /** Decimal places of a number. */
  places: 3,
} as const;
