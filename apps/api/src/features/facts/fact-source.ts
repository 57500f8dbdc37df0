import type { EventName } from '@regulars/contracts';

/** The columns of `member_facts` with their empty values. */
export const factColumns = {
  purchases: '0',
  spend: '0',
  unconverted: '0',
  first_purchase_at: 'null',
  last_purchase_at: 'null',
  visits: '0',
  home_location_id: 'null',
  points: '0',
  due_at: 'null',
  tier_id: 'null',
  categories: "'{}'::jsonb",
  category_count: '0',
  favourite_category: 'null',
  locations: '0',
  channels: "'{}'::jsonb",
  favourite_channel: 'null',
  weekdays: "'{}'::jsonb",
  favourite_weekday: 'null',
  usual_gap: 'null',
  points_earned: '0',
  points_redeemed: '0',
  points_expiring: '0',
  next_expiry_at: 'null',
  rewards: '0',
  last_reward_at: 'null',
  coupons: '0',
  last_coupon_at: 'null',
  offers_used: '0',
  offers_activated: '0',
  surveys: '0',
  communities: '0',
  posts: '0',
  gatherings: '0',
} as const;
export type FactColumn = keyof typeof factColumns;

/** The members of a source query, as SQL expressions for its text. */
export interface FactSelection {
  /** An array of member ids. */
  readonly members: string;
  /** The club's time zone, as text. */
  readonly zone: string;
}

/**
 * The facts that a feature provides about members. Registered in its constructor:
 * `constructor(sources: FactSources) { sources.register({ name: 'points', … }) }`.
 */
export interface FactSource {
  /** Unique; names a group of facts that are made together. */
  readonly name: string;
  readonly columns: readonly FactColumn[];
  /**
   * Only these events change its columns. None: a trigger notes each change in `due_facts`. Without names, it is read after every
   * event that facts hear.
   */
  readonly events?: readonly EventName[];
  /**
   * A select of `member_id` and the columns for `member_id = any(members)`, from the feature's own tables. At
   * most one row per member; without one the facts are empty. The result depends only on stored data, not on
   * the time.
   */
  select(selection: FactSelection): string;
}
