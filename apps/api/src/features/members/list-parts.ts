import { Injectable } from '@nestjs/common';

/** Columns of the member list that other features own. */
export type ForeignColumn = 'cardNumber' | 'tier' | 'lastPurchaseAt';
/** Sort keys of the member list that other features own; largest first. */
export type ForeignSort = 'points' | 'last-purchase';

/** Filters of the member list over values that other features own. */
export type ForeignFilter = 'lastPurchaseFrom' | 'lastPurchaseUntil' | 'pointsFrom' | 'pointsTo' | 'home';

/** A table with one row per member, created when the member joins. */
export interface JoinedTable {
  /**
   * `member_facts f on f.member_id = m.id`: the join to the members `m`. Columns and filters of lists may use
   * it.
   */
  readonly on: string;
  /** The value and the member's id as in an index of this table, both descending. */
  readonly sorts: Readonly<Record<ForeignSort, readonly [value: string, memberId: string]>>;
  /** SQL that tests whether time has changed the member's points by `now`, since the table was updated. */
  isDue(now: string): string;
  /** The number of these members; counts no further than `most`. */
  countDue(most: number): Promise<number>;
}

/** Current points of members with due changes, for sorting. */
export interface DuePoints {
  /**
   * A SQL query with the column `points` of one member, settled to `now`. Wrong only for members of
   * `intricate`.
   */
  points(memberId: string, now: string): string;
  /** Members whose points SQL cannot settle, up to this number. */
  intricate(most: number): Promise<readonly string[]>;
}

/** The members' available points at this moment, booked or not. */
export type SpendablePoints = ReadonlyMap<string, number>;

/** Moments, and the ids (uuid[]) of locations; null for all. */
export interface BoughtTime {
  readonly from: string | null;
  readonly until: string | null;
  readonly locationIds: string | null;
}

/** Moments, given as statement parameters: after the first, and not after the second. */
export interface ExpiryTime {
  readonly after: string;
  readonly by: string;
}

/** SQL that tests a member `m` of a list. Values that it binds are statement parameters. */
export type ListTest = (bind: (value: unknown) => string) => string;

/** What a feature adds to member lists: columns, filters and searches. */
export interface ListPart {
  /**
   * SQL expressions for columns of the member list, over the alias `m` of members, for example
   * `{ cardNumber: '(select card.number from active_card(m.id) card)' }`. Written by us, never by a caller.
   */
  readonly columns?: Partial<Record<ForeignColumn, string>>;
  /** Tests whether a member is on the tier with this code; null if there is no such tier. There is one. */
  readonly standsOn?: (code: string) => Promise<ListTest | null>;
  /** Ids of the members who lose the tier with this code if they earn nothing more. There is one. */
  readonly falling?: (code: string) => Promise<readonly string[]>;
  /** SQL tests over the joined table, each for a value that is a statement parameter. */
  readonly filters?: Partial<Readonly<Record<ForeignFilter, (value: string) => string>>>;
  /** SQL that tests whether the member `m` was at one of the locations whose ids (uuid[]) are a parameter. */
  readonly wasAt?: (locationIds: string) => string;
  /** SQL that tests whether the member `m` bought in a time, given as statement parameters; null for no limit. */
  readonly bought?: (time: BoughtTime) => string;
  /** SQL that tests whether points of the member `m` expire in a time. There is one. */
  readonly expires?: (time: ExpiryTime) => string;
  /** There is one. */
  readonly table?: JoinedTable;
  /** There is one. */
  readonly spendable?: (ids: readonly string[]) => Promise<SpendablePoints>;
  /** There is one. */
  readonly due?: DuePoints;
  /** Ids of at most 50 members who match a typed text, for example the start of a card number. */
  readonly find?: (text: string) => Promise<readonly string[]>;
}

/** What later features add to member lists. Features register in their constructors. */
@Injectable()
export class ListParts {
  readonly #parts: ListPart[] = [];

  register(part: ListPart): void {
    this.#parts.push(part);
  }

  async find(text: string): Promise<string[]> {
    const found: string[] = [];
    for (const part of this.#parts) found.push(...((await part.find?.(text)) ?? []));
    return found;
  }

  /** The expression of a column, or the SQL text `null` if nobody registered it. */
  column(name: ForeignColumn): string {
    return this.#parts.find(({ columns }) => columns?.[name])?.columns?.[name] ?? 'null';
  }

  async standsOn(code: string): Promise<ListTest | null> {
    return (await this.#parts.find(({ standsOn }) => standsOn)?.standsOn?.(code)) ?? null;
  }

  async falling(code: string): Promise<readonly string[]> {
    return (await this.#parts.find(({ falling }) => falling)?.falling?.(code)) ?? [];
  }

  filter(name: ForeignFilter, value: string): string {
    return this.#parts.find(({ filters }) => filters?.[name])?.filters?.[name]?.(value) ?? missing(name);
  }

  wasAt(locationIds: string): string[] {
    return this.#parts.flatMap(({ wasAt }) => wasAt?.(locationIds) ?? []);
  }

  bought(time: BoughtTime): string {
    const { bought = missing('purchases') } = this.#parts.find((part) => part.bought) ?? {};
    return bought(time);
  }

  expires(time: ExpiryTime): string {
    const { expires = missing('points') } = this.#parts.find((part) => part.expires) ?? {};
    return expires(time);
  }

  get table(): JoinedTable {
    return this.#parts.find(({ table }) => table)?.table ?? missing('table');
  }

  get due(): DuePoints {
    return this.#parts.find(({ due }) => due)?.due ?? missing('due points');
  }

  /** Members without a wallet are missing. */
  async spendable(ids: readonly string[]): Promise<SpendablePoints> {
    const { spendable = missing('points') } = this.#parts.find((each) => each.spendable) ?? {};
    return spendable(ids);
  }
}

const missing = (part: string): never => {
  throw new Error(`No feature tells the ${part} of members`);
};
