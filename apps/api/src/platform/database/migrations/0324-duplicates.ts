import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members who may be one person, found at night; what staff decided about a pair stays. */
export class Duplicates1764000003240 implements MigrationInterface {
  name = 'Duplicates1764000003240';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duplicate_pairs (
        id uuid primary key default uuidv7(),
        member_id uuid not null references members on delete cascade,
        other_id uuid not null references members on delete cascade,
        reasons text[] not null,
        score int not null check (score between 0 and 100),
        found_at timestamptz not null,
        state text not null default 'open' check (state in ('open', 'dismissed')),
        decided_at timestamptz,
        decided_by text,
        unique (member_id, other_id),
        check (member_id < other_id)
      );
      create index duplicate_pairs_open on duplicate_pairs (score desc, id) where state = 'open';
      create index duplicate_pairs_other on duplicate_pairs (other_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table duplicate_pairs');
  }
}
