import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos at the heads of communities, as WebP in two sizes. */
export class CommunityPictures1764000002830 implements MigrationInterface {
  name = 'CommunityPictures1764000002830';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- They are of the club, also those that an owner has uploaded: a photo stays when its owner is erased,
      -- so nothing here says who it was.
      create table community_pictures (
        community_id uuid primary key references communities,
        -- Of the photo; part of its URL.
        hash text not null,
        -- What it shows by language, for those who do not see it; empty if it only decorates.
        text jsonb not null,
        large bytea not null,
        medium bytea not null
      );
      -- They are compressed already.
      alter table community_pictures alter column large set storage external, alter column medium set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table community_pictures');
  }
}
