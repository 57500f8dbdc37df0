import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of posts, as WebP in three sizes. */
export class PostPictures1764000002100 implements MigrationInterface {
  name = 'PostPictures1764000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table post_pictures (
        id uuid primary key,
        community_id uuid not null,
        -- Who has uploaded it; null for a former member.
        member_id uuid,
        -- Null until a post shows it; those that none shows are removed after a day.
        post_id uuid references posts,
        place int,
        -- What it shows, for those who do not see it.
        text text not null default '',
        width int not null,
        height int not null,
        large bytea not null,
        medium bytea not null,
        small bytea not null,
        created_at timestamptz not null,
        unique (post_id, place),
        check ((post_id is null) = (place is null))
      );
      -- They are compressed already.
      alter table post_pictures alter column large set storage external, alter column medium set storage external,
        alter column small set storage external;
      create index post_pictures_member on post_pictures (member_id, created_at);
      create index post_pictures_unused on post_pictures (created_at) where post_id is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table post_pictures');
  }
}
