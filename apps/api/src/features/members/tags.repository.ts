import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const ofMember = statement(
  'member-tags',
  'select array(select tag from member_tags where member_id = m.id order by tag) as tags from members m where m.id = $1',
);
// Locks the member: two people who set tags at once do not end with more than the most.
const lock = statement('member-tags-lock', 'select erased_at from members where id = $1 for no key update');
const drop = statement('member-tags-drop', 'delete from member_tags where member_id = $1 and tag <> all($2)');
const add = statement(
  'member-tags-add',
  `insert into member_tags (member_id, tag, added_at) select $1, unnest($2::text[]), $3 on conflict do nothing`,
);
const inUse = statement(
  'member-tags-in-use',
  'select tag, count(*) as members from member_tags group by tag order by tag limit 1000',
);

@Injectable()
export class TagsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By the alphabet; undefined for an unknown member. */
  async of(memberId: string): Promise<string[] | undefined> {
    return (await this.transactions.query(ofMember, [memberId]))[0]?.tags;
  }

  /** Undefined for an unknown member. */
  async lock(memberId: string): Promise<{ erased: boolean } | undefined> {
    const [row] = await this.transactions.query(lock, [memberId]);
    return row && { erased: row.erased_at !== null };
  }

  async set(memberId: string, tags: readonly string[], at: Date): Promise<void> {
    await this.transactions.query(drop, [memberId, tags]);
    await this.transactions.query(add, [memberId, tags, at]);
  }

  async inUse(): Promise<{ tag: string; members: number }[]> {
    return this.transactions.query(inUse);
  }
}
