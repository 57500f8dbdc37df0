/** The types of a fact. */
export interface Known {
  text: string;
  choice: string;
  /** One of an order, such as a tier: the present one, then all below it, the nearest first. */
  step: readonly string[];
  /** A decimal of at most 3 places. */
  number: number;
  money: Money;
  /** A calendar date in the club's zone, YYYY-MM-DD. Without a year it is --MM-DD, and a day of the year 4 in SQL. */
  date: string;
  /** A time of day in the club's zone, HH:MM:SS. */
  time: string;
  flag: boolean;
  set: readonly string[];
}
export type ValueType = keyof Known;

/** Whole minor units. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/**
 * Numbers and money include both ends. A time range includes `from` only, and spans midnight if `to` is
 * earlier.
 */
export type Range =
  | { readonly from: number; readonly to: number }
  | { readonly from: number; readonly to: number; readonly currency: string }
  | { readonly from: string; readonly to: string };

/** The operand of a comparison. */
export type Value = string | number | boolean | Money | Range | readonly string[];

export const languages = ['de', 'en', 'cs'] as const;
export type Language = (typeof languages)[number];
export type Texts = Readonly<Record<Language, string>>;

/** When a condition is evaluated; 'in the last days' counts from here. */
export interface Moment {
  /** The date in the club's zone, YYYY-MM-DD. */
  readonly today: string;
  /** Epoch milliseconds. */
  readonly now: number;
}
