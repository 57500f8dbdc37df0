import { Injectable } from '@nestjs/common';
import type { OriginField, OriginSource } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const add = statement(
  'member-origins-add',
  `insert into member_origins (member_id, at, source, import_id, fields)
   select member_id, $1, $2, $3, string_to_array(fields, ' ')
   from unnest($4::uuid[], $5::text[]) as n(member_id, fields)`,
);
// What a later one says completely says nothing any more: a key that writes all members each night keeps one row.
const dropOlder = statement(
  'member-origins-drop-older',
  'delete from member_origins where member_id = $1 and fields <@ $2::text[]',
);
const ofMember = statement(
  'member-origins',
  `select at, source, import_id, fields from member_origins where member_id = $1 order by entry desc`,
);
const joinedImport = statement('member-joined-import', 'select joined_import from members where id = $1');
const forget = statement(
  'member-origins-forget',
  'delete from member_origins where import_id = $1 and member_id = any($2::uuid[])',
);

/** Where the values of fields come from. */
export interface Origin {
  readonly source: OriginSource;
  readonly importId?: string;
}

export interface Originated {
  readonly memberId: string;
  readonly fields: readonly OriginField[];
}

@Injectable()
export class OriginsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(written: readonly Originated[], { source, importId }: Origin, at: Date): Promise<void> {
    const some = written.filter(({ fields }) => fields.length > 0);
    if (some.length === 0) return;
    await this.transactions.query(add, [
      at,
      source,
      importId ?? null,
      some.map(({ memberId }) => memberId),
      some.map(({ fields }) => fields.join(' ')),
    ]);
  }

  /** Of one member, for good: nobody undoes it. */
  async set(written: Originated, source: OriginSource, at: Date): Promise<void> {
    if (written.fields.length === 0) return;
    await this.transactions.query(dropOlder, [written.memberId, written.fields]);
    await this.add([written], { source }, at);
  }

  /** Newest first. */
  async of(memberId: string): Promise<RowOf<typeof ofMember>[]> {
    return this.transactions.query(ofMember, [memberId]);
  }

  /** The import that added the member; null if none did, or one of earlier versions. */
  async joinedImport(memberId: string): Promise<string | null> {
    return (await this.transactions.query(joinedImport, [memberId]))[0]?.joined_import ?? null;
  }

  /** The import gave these members back what they had before. */
  async forget(importId: string, memberIds: readonly string[]): Promise<void> {
    if (memberIds.length > 0) await this.transactions.query(forget, [importId, memberIds]);
  }
}
