import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Badges of members. */
export class Badges1764000000181 implements MigrationInterface {
  name = 'Badges1764000000181';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_badges (
        -- What gave it, such as a filled card.
        given_for uuid primary key,
        member_id uuid not null,
        badge text not null check (length(badge) between 1 and 40),
        given_at timestamptz not null
      );
      create index member_badges_member on member_badges (member_id, badge);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create temp table badge_challenges on commit drop as select id from challenges where reward->>'kind' = 'badge';
      delete from sale_effects where participant = 'challenges' and reference in (select id::text from badge_challenges);
      delete from challenge_fills where challenge_id in (select id from badge_challenges) or reward->>'kind' = 'badge';
      delete from challenge_counts where challenge_id in (select id from badge_challenges);
      delete from challenge_progress where challenge_id in (select id from badge_challenges);
      delete from challenges where id in (select id from badge_challenges);
      drop table member_badges;
    `);
  }
}
