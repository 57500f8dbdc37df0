import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import type { Origin } from '../../platform/events/outbox.ts';

/** Columns of the member list that other features own. */
export type ForeignColumn = 'cardNumber' | 'tier' | 'lastPurchaseAt';
/** What the member list is sorted by that other features own; the largest comes first. */
export type ForeignSort = 'points' | 'last-purchase';

/** A table with a row for each member, made when the member joins. */
export interface JoinedTable {
  /** `member_facts f on f.member_id = m.id`: what joins it to the members `m`. Columns and filters of lists may use it. */
  readonly on: string;
  /** The value and the member's id, as an index of this table has them, both falling. */
  readonly sorts: Readonly<Record<ForeignSort, readonly [value: string, memberId: string]>>;
  /** Members whose points time has changed since the table heard of them; at most so many, the longest due first. */
  due(most: number): Promise<readonly string[]>;
}

/** What members can spend at this moment, whether time's doing is booked yet or not; by member. */
export type SpendablePoints = ReadonlyMap<string, number>;

export interface Newcomer {
  readonly id: string;
  readonly joinedAt: Date;
}

/** Entries strictly below `before` in the order of (at, id), newest first. */
export interface TimelineSlice {
  readonly before: { readonly at: Date; readonly id: string };
  readonly limit: number;
  /** What happened at other locations than these is left out; null leaves out nothing. */
  readonly within: readonly string[] | null;
}

/**
 * What a feature adds to members. Registered while the feature is made:
 * `constructor(contributors: MemberContributors) { contributors.register({ name: 'points', … }) }`.
 */
export interface MemberContributor {
  /** Unique; the feature's name. */
  readonly name: string;
  /** Runs in the transaction that creates the members, for all of them at once. */
  joined?(members: readonly Newcomer[], context: { readonly origin: Origin }): Promise<void>;
  /** Those of the members with whom something happened in this feature since they joined. */
  touched?(ids: readonly string[]): Promise<readonly string[]>;
  /** Deletes what `joined` made, in the transaction that removes untouched members who joined by mistake. */
  left?(ids: readonly string[]): Promise<void>;
  /**
   * What happened with a member: at most `limit` entries with `(at, id) < (before.at, before.id)`, newest first.
   * The `id` of an entry is a uuid. In SQL: `where member_id = $1 and (at, id) < ($2, $3::uuid) order by at desc, id desc limit $4`.
   */
  timeline?(memberId: string, slice: TimelineSlice): Promise<readonly TimelineEntry[]>;
  /**
   * SQL expressions for columns of the member list, over the alias `m` of members, for example
   * `{ cardNumber: '(select card.number from active_card(m.id) card)' }`. Written by us, never by a caller.
   */
  readonly columns?: Partial<Record<ForeignColumn, string>>;
  /** SQL that tells whether a member stands on the tier of this code, given as a parameter of the statement. */
  readonly standsOn?: (code: string) => string;
  /** SQL that tells whether the member `m` was at one of the locations whose ids, as uuid[], are a parameter. */
  readonly wasAt?: (locationIds: string) => string;
  /** There is one. */
  readonly table?: JoinedTable;
  /** There is one. */
  readonly spendable?: (ids: readonly string[]) => Promise<SpendablePoints>;
  /** Ids of at most 50 members to whom a typed text belongs, for example the beginning of a card number. */
  find?(text: string): Promise<readonly string[]>;
}

/** Texts by language as details of an entry: `reward.de`, `reward.en`. */
export const textDetails = (
  name: string,
  texts: Readonly<Partial<Record<string, string>>>,
): TimelineEntry['details'] =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [`${name}.${language}`, text ?? null]));

/** What the later features add to members: members runs them without knowing them. */
@Injectable()
export class MemberContributors {
  readonly #contributors: MemberContributor[] = [];

  register(contributor: MemberContributor): void {
    if (this.#contributors.some(({ name }) => name === contributor.name))
      throw new Error(`Two contributors are named ${contributor.name}`);
    this.#contributors.push(contributor);
  }

  all(): readonly MemberContributor[] {
    return this.#contributors;
  }

  async join(members: readonly Newcomer[], origin: Origin): Promise<void> {
    for (const contributor of this.#contributors) await contributor.joined?.(members, { origin });
  }

  async touched(ids: readonly string[]): Promise<string[]> {
    const touched: string[] = [];
    for (const contributor of this.#contributors) touched.push(...((await contributor.touched?.(ids)) ?? []));
    return touched;
  }

  async left(ids: readonly string[]): Promise<void> {
    for (const contributor of this.#contributors) await contributor.left?.(ids);
  }

  async find(text: string): Promise<string[]> {
    const found: string[] = [];
    for (const contributor of this.#contributors) found.push(...((await contributor.find?.(text)) ?? []));
    return found;
  }

  /** The expression of a column, or the SQL text `null` while nobody registered it. */
  column(name: ForeignColumn): string {
    return this.#contributors.find(({ columns }) => columns?.[name])?.columns?.[name] ?? 'null';
  }

  standsOn(code: string): string {
    return this.#contributors.find(({ standsOn }) => standsOn)?.standsOn?.(code) ?? 'false';
  }

  wasAt(locationIds: string): string[] {
    return this.#contributors.flatMap(({ wasAt }) => wasAt?.(locationIds) ?? []);
  }

  get table(): JoinedTable {
    return this.#contributors.find(({ table }) => table)?.table ?? missing('table');
  }

  /** Who has no wallet is missing. */
  async spendable(ids: readonly string[]): Promise<SpendablePoints> {
    const { spendable = missing('points') } = this.#contributors.find((each) => each.spendable) ?? {};
    return spendable(ids);
  }
}

const missing = (part: string): never => {
  throw new Error(`No feature contributes the ${part} of members`);
};
