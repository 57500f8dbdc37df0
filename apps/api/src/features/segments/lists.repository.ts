import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Audiences } from '../facts/index.ts';
import { Moves } from './moves.ts';
import type { SegmentRecord } from './segment.ts';
import { SettlingRepository } from './settling.repository.ts';
import { statement } from './statements.ts';

const add = statement(
  'segment-list-add',
  `insert into member_segments (segment_id, member_id, since)
   select $1, id, $3 from member_ids() id where id = any($2::uuid[]) on conflict do nothing returning member_id`,
);
const remove = statement(
  'segment-list-remove',
  'delete from member_segments where segment_id = $1 and member_id = $2 returning member_id',
);

const present = statement(
  'segment-list-present',
  'select count(*)::int as members from member_segments where segment_id = $1 and member_id = any($2::uuid[])',
);

type List = Pick<SegmentRecord, 'id' | 'announced'>;

@Injectable()
export class ListsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly settling: SettlingRepository,
    private readonly moves: Moves,
    private readonly audiences: Audiences,
  ) {}

  /** How many were not on it before. */
  async add(list: List, memberIds: readonly string[], at: Date): Promise<number> {
    await this.settling.lock();
    const rows = await this.transactions.query(add, [list.id, memberIds, at]);
    return this.#moved(list, { entered: rows.map((row) => row.member_id), left: [] }, at);
  }

  async present(segmentId: string, memberIds: readonly string[]): Promise<number> {
    return (await this.transactions.query(present, [segmentId, memberIds]))[0]?.members ?? 0;
  }

  async remove(list: List, memberId: string, at: Date): Promise<number> {
    await this.settling.lock();
    const rows = await this.transactions.query(remove, [list.id, memberId]);
    return this.#moved(list, { entered: [], left: rows.map((row) => row.member_id) }, at);
  }

  /** Segments that name the list decide about its members again. */
  async #moved(
    list: List,
    moved: { readonly entered: readonly string[]; readonly left: readonly string[] },
    at: Date,
  ): Promise<number> {
    const members = [...moved.entered, ...moved.left];
    const { today } = await this.audiences.moment();
    await this.settling.grow(list.id, moved.entered.length - moved.left.length, today);
    await this.moves.note(list, moved, at);
    await this.settling.put(members);
    return members.length;
  }
}
