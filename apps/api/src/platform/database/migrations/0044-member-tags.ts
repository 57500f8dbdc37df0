import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of the team for groups of members. */
export class MemberTags1764000000051 implements MigrationInterface {
  name = 'MemberTags1764000000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_tags (
        member_id uuid not null references members (id),
        tag text not null check (length(tag) between 1 and 40),
        added_at timestamptz not null,
        primary key (member_id, tag)
      );
      create index member_tags_by_tag on member_tags (tag, member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_tags');
  }
}
