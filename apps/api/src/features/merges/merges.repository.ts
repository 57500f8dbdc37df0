import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import type { Keys } from '../../platform/privacy/member-rows.repository.ts';
import type { MovedPoints } from '../points/index.ts';
import type { KeptPeople } from './kept-people.ts';
import { statement } from './statements.ts';

const columns = `id, survivor_id as "survivorId", duplicate_id as "duplicateId", merged_at as "mergedAt", merged_by as "mergedBy", people, points,
  undone_at as "undoneAt", undone_by as "undoneBy", returned_points as "returnedPoints"`;
const insert = statement(
  'merge-insert',
  'insert into merges (id, survivor_id, duplicate_id, merged_at, merged_by, people, points) values ($1, $2, $3, $4, $5, $6, $7)',
);
const insertMove = statement(
  'merge-insert-move',
  'insert into merge_moves (merge_id, of_table, keys) values ($1, $2, $3)',
);
const find = statement('merge-find', `select ${columns} from merges where id = $1`);
const lock = statement('merge-lock', `select ${columns} from merges where id = $1 for update`);
const open = statement(
  'merge-open',
  `select ${columns} from merges where survivor_id = $1 and duplicate_id = $2 and undone_at is null`,
);
const list = statement(
  'merge-list',
  `select ${columns} from merges
   where ($1::uuid is null or survivor_id = $1 or duplicate_id = $1) and ($2::timestamptz is null or (merged_at, id) < ($2, $3::uuid))
   order by merged_at desc, id desc limit $4`,
);
const moves = statement(
  'merge-moves-of',
  'select merge_id as "mergeId", of_table as "table", keys from merge_moves where merge_id = any($1)',
);
const undone = statement(
  'merge-undone',
  'update merges set undone_at = $2, undone_by = $3, returned_points = $4 where id = $1',
);
const purchasesSince = statement(
  'merge-purchases-since',
  'select id from purchases_with_cards($1, $2, $3) as bought(id)',
);
const cardsSince = statement('merge-cards-since', 'select id from cards_since($1) as card(id)');

export type StoredMerge = RowOf<typeof find>;

export interface NewMerge {
  readonly id: string;
  readonly survivorId: string;
  readonly duplicateId: string;
  readonly at: Date;
  readonly by: string;
  readonly people: KeptPeople;
  readonly points: MovedPoints;
}

@Injectable()
export class MergesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert({ id, survivorId, duplicateId, at, by, people, points }: NewMerge): Promise<void> {
    const values = [
      id,
      survivorId,
      duplicateId,
      at,
      by,
      JSON.stringify(people),
      JSON.stringify(points),
    ] as const;
    await this.transactions.query(insert, values);
  }

  async keep(mergeId: string, table: string, keys: Keys): Promise<void> {
    await this.transactions.query(insertMove, [mergeId, table, JSON.stringify(keys)]);
  }

  async find(id: string): Promise<StoredMerge | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** Until the end of the transaction. */
  async lock(id: string): Promise<StoredMerge | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  /** The merge of these two that is not undone. */
  async open(survivorId: string, duplicateId: string): Promise<StoredMerge | undefined> {
    return (await this.transactions.query(open, [survivorId, duplicateId]))[0];
  }

  async list(
    memberId: string | undefined,
    after: { readonly at: string; readonly id: string } | null,
    limit: number,
  ): Promise<StoredMerge[]> {
    return this.transactions.query(list, [memberId ?? null, after?.at ?? null, after?.id ?? null, limit]);
  }

  /** By merge and table. */
  async moved(mergeIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Keys>>> {
    const found = new Map<string, Map<string, Keys>>(mergeIds.map((id) => [id, new Map()]));
    for (const { mergeId, table, keys } of await this.transactions.query(moves, [mergeIds]))
      found.get(mergeId)?.set(table, keys);
    return found;
  }

  async undone(id: string, at: Date, by: string, points: number): Promise<void> {
    await this.transactions.query(undone, [id, at, by, points]);
  }

  /** What the survivor has bought since then with one of these cards. */
  async purchasesSince(survivorId: string, cards: readonly string[], since: Date): Promise<string[]> {
    const rows = await this.transactions.query(purchasesSince, [survivorId, cards, since]);
    return rows.map(({ id }) => id);
  }

  /** These cards and those that replaced them. */
  async cardsSince(cards: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(cardsSince, [cards])).map(({ id }) => id);
  }
}
