import { Injectable } from '@nestjs/common';

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

/** What a feature adds to lists of members: columns, filters, and how members are found. */
export interface ListPart {
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
  readonly find?: (text: string) => Promise<readonly string[]>;
}

/** What the later features add to lists of members. Features register while they are made. */
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

  /** The expression of a column, or the SQL text `null` while nobody registered it. */
  column(name: ForeignColumn): string {
    return this.#parts.find(({ columns }) => columns?.[name])?.columns?.[name] ?? 'null';
  }

  standsOn(code: string): string {
    return this.#parts.find(({ standsOn }) => standsOn)?.standsOn?.(code) ?? 'false';
  }

  wasAt(locationIds: string): string[] {
    return this.#parts.flatMap(({ wasAt }) => wasAt?.(locationIds) ?? []);
  }

  get table(): JoinedTable {
    return this.#parts.find(({ table }) => table)?.table ?? missing('table');
  }

  /** Who has no wallet is missing. */
  async spendable(ids: readonly string[]): Promise<SpendablePoints> {
    const { spendable = missing('points') } = this.#parts.find((each) => each.spendable) ?? {};
    return spendable(ids);
  }
}

const missing = (part: string): never => {
  throw new Error(`No feature tells the ${part} of members`);
};
