import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// A file that comes again says nothing new.
const write = statement(
  'note-import',
  `insert into member_notes (id, member_id, text, pinned, author_id, author_name, created_at)
   select id, member_id, text, false, $4, $5, $6 from unnest($1::uuid[], $2::uuid[], $3::text[]) as n(id, member_id, text)
   where not exists (
     select from member_notes m where m.member_id = n.member_id and m.text = n.text and m.deleted_at is null)
   returning id, member_id`,
);
// What someone has changed since is theirs.
const remove = statement(
  'note-import-undo',
  'delete from member_notes where id = any($1::uuid[]) and version = 1',
);

export interface ImportedNote {
  readonly id: string;
  readonly memberId: string;
  readonly text: string;
}

interface Author {
  readonly id: string | null;
  readonly name: string;
}

@Injectable()
export class ImportedNotesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Returns those that are new. */
  async write(
    notes: readonly ImportedNote[],
    author: Author,
    at: Date,
  ): Promise<Omit<ImportedNote, 'text'>[]> {
    const rows = await this.transactions.query(write, [
      notes.map(({ id }) => id),
      notes.map(({ memberId }) => memberId),
      notes.map(({ text }) => text),
      author.id,
      author.name,
      at,
    ]);
    return rows.map(({ id, member_id: memberId }) => ({ id, memberId }));
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.transactions.query(remove, [ids]);
  }
}
