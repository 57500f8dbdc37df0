import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const add = statement(
  'member-tags-import',
  `insert into member_tags (member_id, tag, added_at)
   select member_id, tag, $3 from (
     select n.member_id, n.tag, row_number() over (partition by n.member_id order by n.place)
       + (select count(*) from member_tags t where t.member_id = n.member_id) as number
     from unnest($1::uuid[], $2::text[]) with ordinality as n(member_id, tag, place)
     where not exists (select from member_tags t where t.member_id = n.member_id and t.tag = n.tag)
   ) missing where number <= $4
   on conflict do nothing returning member_id, tag`,
);
const had = statement(
  'member-tags-of',
  'select member_id, tag from member_tags where member_id = any($1::uuid[])',
);
const remove = statement(
  'member-tags-import-undo',
  `delete from member_tags t using unnest($1::uuid[], $2::text[]) as n(member_id, tag)
   where t.member_id = n.member_id and t.tag = n.tag`,
);

export interface MemberTag {
  readonly memberId: string;
  readonly tag: string;
}

@Injectable()
export class ImportedTagsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Returns those that the members did not have; nobody gets more than `most` in all. */
  async add(tags: readonly MemberTag[], at: Date, most: number): Promise<MemberTag[]> {
    const rows = await this.transactions.query(add, [...columnsOf(tags), at, most]);
    return rows.map(({ member_id: memberId, tag }) => ({ memberId, tag }));
  }

  async of(memberIds: readonly string[]): Promise<MemberTag[]> {
    const rows = await this.transactions.query(had, [memberIds]);
    return rows.map(({ member_id: memberId, tag }) => ({ memberId, tag }));
  }

  async remove(tags: readonly MemberTag[]): Promise<void> {
    await this.transactions.query(remove, [...columnsOf(tags)]);
  }
}

const columnsOf = (tags: readonly MemberTag[]): [string[], string[]] => [
  tags.map(({ memberId }) => memberId),
  tags.map(({ tag }) => tag),
];
