import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members may not do in any community, and persons that members block. */
export class CommunityRestrictions1764000002200 implements MigrationInterface {
  name = 'CommunityRestrictions1764000002200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table community_restrictions (
        member_id uuid primary key,
        -- Until then the member reads and cannot write.
        silenced_until timestamptz,
        -- Out of all communities.
        banned boolean not null default false,
        changed_at timestamptz not null
      );

      create table member_blocks (
        id uuid primary key,
        -- Who does not want to read the other.
        member_id uuid not null,
        blocked_id uuid not null,
        since timestamptz not null,
        unique (member_id, blocked_id),
        check (member_id <> blocked_id)
      );
      create index member_blocks_blocked on member_blocks (blocked_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_blocks, community_restrictions');
  }
}
