import { Injectable } from '@nestjs/common';

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

/** SQL expressions to put into the select of a source. */
export interface FactsAsked {
  /** An array of ids: the members whose facts are wanted. */
  readonly members: string;
  /** The time zone of the club, as text. */
  readonly zone: string;
}

/**
 * How a feature tells its facts of members. Registered while the feature is made:
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
  select(asked: FactsAsked): string;
}

/** What the later features tell of members: facts asks them without knowing them. */
@Injectable()
export class FactSources {
  readonly #sources: FactSource[] = [];

  register(source: FactSource): void {
    const taken = source.columns.find((column) => this.#sourceOf(column));
    if (taken) throw new Error(`Two sources tell ${taken}`);
    this.#sources.push(source);
  }

  /** In the order of their columns. Throws while somebody is missing: a fact that nobody tells would be empty for everyone. */
  all(): readonly FactSource[] {
    const columns = Object.keys(factColumns) as FactColumn[];
    const sources = columns.map((column) => this.#sourceOf(column) ?? untold(column));
    return [...new Set(sources)];
  }

  #sourceOf(column: FactColumn): FactSource | undefined {
    return this.#sources.find(({ columns }) => columns.includes(column));
  }
}

const untold = (column: FactColumn): never => {
  throw new Error(`No source tells ${column}`);
};
