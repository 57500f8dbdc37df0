import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns = `id, version, member_id, text, pinned, author_id, author_name, created_at, changed_at, deleted_at`;
const hold = statement('note-hold-member', 'select hold_member_status($1) as status');
const insert = statement(
  'note-insert',
  `insert into member_notes (id, member_id, text, pinned, author_id, author_name, created_at)
   values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
);
const list = statement(
  'note-list',
  `select ${columns} from member_notes
   where member_id = $1 and deleted_at is null and ($2::boolean is null or pinned = $2)
     and ($3::int is null or (pinned::int, created_at, id) < ($3, $4::timestamptz, $5::uuid))
   order by pinned::int desc, created_at desc, id desc limit $6`,
);
const count = statement(
  'note-count',
  `select count(*) as total from member_notes
   where member_id = $1 and deleted_at is null and ($2::boolean is null or pinned = $2)`,
);
const told = statement(
  'note-timeline',
  `select ${columns} from member_notes
   where member_id = $1 and deleted_at is null and (created_at, id) < ($2, $3::uuid)
   order by created_at desc, id desc limit $4`,
);
const lock = statement(
  'note-lock',
  `select ${columns} from member_notes where member_id = $1 and id = $2 for update`,
);
const change = statement(
  'note-change',
  `update member_notes set text = $2, pinned = $3, changed_at = $4, version = version + 1 where id = $1 returning ${columns}`,
);
const setDeleted = statement(
  'note-set-deleted',
  `update member_notes set deleted_at = $2, version = version + 1 where id = $1 returning ${columns}`,
);
// A member with a note stays when an import is undone. Notes that were deleted go with the member.
const noted = statement(
  'note-members-noted',
  'select distinct member_id from member_notes where member_id = any($1::uuid[]) and deleted_at is null',
);
const removeOf = statement('note-remove-of', 'delete from member_notes where member_id = any($1::uuid[])');
const sweep = statement('note-sweep', 'delete from member_notes where deleted_at < $1');

export type NoteRow = RowOf<typeof lock>;
type NewNote = Pick<
  NoteRow,
  'id' | 'member_id' | 'text' | 'pinned' | 'author_id' | 'author_name' | 'created_at'
>;

@Injectable()
export class NotesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nobody closes or erases the member until the transaction ends. Null for an unknown member. */
  async holdMember(memberId: string): Promise<string | null> {
    return (await this.transactions.query(hold, [memberId]))[0]?.status ?? null;
  }

  async insert(note: NewNote): Promise<NoteRow> {
    const { id, member_id, text, pinned, author_id, author_name, created_at } = note;
    const values = [id, member_id, text, pinned, author_id, author_name, created_at] as const;
    return only(await this.transactions.query(insert, values));
  }

  /** Pinned ones first, then the newest; `pinned` null for both. */
  async list(
    memberId: string,
    pinned: boolean | null,
    after: readonly [pinned: number, at: string, id: string] | null,
    limit: number,
  ): Promise<NoteRow[]> {
    const from = [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null] as const;
    return this.transactions.query(list, [memberId, pinned, ...from, limit]);
  }

  async count(memberId: string, pinned: boolean | null): Promise<number> {
    return (await this.transactions.query(count, [memberId, pinned]))[0]?.total ?? 0;
  }

  /** The newest ones before a moment. */
  async before(memberId: string, before: { at: Date; id: string }, limit: number): Promise<NoteRow[]> {
    return this.transactions.query(told, [memberId, before.at, before.id, limit]);
  }

  /** Also a deleted one. Nobody else can change it before the transaction ends. */
  async lock(memberId: string, id: string): Promise<NoteRow | undefined> {
    return (await this.transactions.query(lock, [memberId, id]))[0];
  }

  async change(
    id: string,
    { text, pinned }: Pick<NoteRow, 'text' | 'pinned'>,
    changedAt: Date | null,
  ): Promise<NoteRow> {
    return only(await this.transactions.query(change, [id, text, pinned, changedAt]));
  }

  /** Null restores it. */
  async setDeleted(id: string, at: Date | null): Promise<NoteRow> {
    return only(await this.transactions.query(setDeleted, [id, at]));
  }

  /** Those that were deleted before. */
  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }

  /** Which of these members have notes. */
  async notedOf(memberIds: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(noted, [memberIds])).map((row) => row.member_id);
  }

  async removeOf(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(removeOf, [memberIds]);
  }
}

const only = ([row]: readonly NoteRow[]): NoteRow => {
  if (!row) throw new Error('A changed note returned no row');
  return row;
};
