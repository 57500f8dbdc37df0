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
  /** Unique; the feature's name. */
  readonly name: string;
  readonly columns: readonly FactColumn[];
  /** Only these events change its columns. Without names, it is read after every event that facts hear. */
  readonly events?: readonly EventName[];
  /**
   * A select of `member_id` and the columns for `member_id = any(members)`, from the feature's own tables. At
   * most one row per member; without one the facts are empty. The result depends only on stored data, not on
   * the time.
   */
  select(selection: FactSelection): string;
}
