import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members who want a summary by e-mail of what they were told. */
export class NoticeDigests1764000002420 implements MigrationInterface {
  name = 'NoticeDigests1764000002420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notice_digests (
        member_id uuid primary key,
        every text not null check (every in ('day', 'week')),
        -- What came before was in an earlier one, or before the member wanted any.
        told_until timestamptz not null,
        next_at timestamptz not null
      );
      create index notice_digests_next on notice_digests (next_at, member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notice_digests');
  }
}
