/** The columns of `member_facts`, with what stands in them where nothing is known. */
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

/** Whose facts a source is to select, as SQL expressions to put into its text. */
export interface FactSelection {
  /** An array of the members' ids. */
  readonly members: string;
  /** The time zone of the club, as text. */
  readonly zone: string;
}

/**
 * The facts that a feature knows of members. Registered while the feature is made:
 * `constructor(sources: FactSources) { sources.register({ name: 'points', … }) }`.
 */
export interface FactSource {
  /** Unique; the feature's name. */
  readonly name: string;
  readonly columns: readonly FactColumn[];
  /**
   * A select of `member_id` and the columns for `member_id = any(members)`, from the feature's own tables. At most one
   * row for a member; without one the facts are empty. What it gives depends on what is stored alone, not on the time.
   */
  select(selection: FactSelection): string;
}
