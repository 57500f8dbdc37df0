import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Polls of posts, and one vote of each member. */
export class Polls1764000002110 implements MigrationInterface {
  name = 'Polls1764000002110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table polls (
        post_id uuid primary key references posts,
        options text[] not null check (cardinality(options) between 2 and 10),
        -- How many options a member may choose.
        most int not null check (most between 1 and cardinality(options)),
        -- Exclusive; null for no end.
        ends_at timestamptz
      );

      create table poll_votes (
        post_id uuid not null references polls,
        member_id uuid not null,
        -- Places of the options, from 0.
        choices int[] not null check (cardinality(choices) between 1 and 10),
        voted_at timestamptz not null,
        primary key (post_id, member_id)
      );
      create index poll_votes_member on poll_votes (member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table poll_votes, polls');
  }
}
