import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two members who are one person: one leads to the other, and what moved is remembered. */
export class Merges1764000003230 implements MigrationInterface {
  name = 'Merges1764000003230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table members add merged_into uuid references members,
        add constraint members_merged_check check (merged_into is null or (status = 'closed' and merged_into <> id));
      create index members_merged on members (id) include (merged_into) where merged_into is not null;
      create index members_merged_into on members (merged_into) where merged_into is not null;

      -- Under the lock of the wallet: who waited for it learns that the member leads to another one.
      alter table wallets add merged_into uuid;
      -- The lot of the other wallet in which its points began.
      alter table lots add origin uuid;
      create index lots_origin on lots (member_id, origin) where origin is not null;
      create index points_transactions_reverses on points_transactions (reverses) where reverses is not null;
      -- Whose a posting is now, if that is not the member in whose wallet it was booked.
      create table moved_postings (
        transaction_id uuid primary key,
        member_id uuid not null
      );
      create index moved_postings_member on moved_postings (member_id);

      -- The card that was shown. Null for purchases of before and for customers without one.
      alter table purchases add card_id uuid;

      create table merges (
        id uuid primary key,
        survivor_id uuid not null references members,
        duplicate_id uuid not null references members,
        merged_at timestamptz not null,
        merged_by text not null,
        -- What both were before: null once one of them was erased.
        people jsonb,
        -- The parts of the wallet that moved, for the way back.
        points jsonb not null,
        undone_at timestamptz,
        undone_by text,
        returned_points bigint,
        check ((undone_at is null) = (undone_by is null)),
        check (survivor_id <> duplicate_id)
      );
      create unique index merges_open on merges (duplicate_id) where undone_at is null;
      create index merges_survivor on merges (survivor_id);
      create index merges_newest on merges (merged_at desc, id desc);
      -- The keys of the rows that moved.
      create table merge_moves (
        merge_id uuid not null references merges on delete cascade,
        of_table text not null,
        keys jsonb not null,
        primary key (merge_id, of_table)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table merge_moves, merges, moved_postings;
      alter table purchases drop card_id;
      drop index points_transactions_reverses;
      alter table lots drop origin;
      alter table wallets drop merged_into;
      alter table members drop constraint members_merged_check, drop merged_into;
    `);
  }
}
