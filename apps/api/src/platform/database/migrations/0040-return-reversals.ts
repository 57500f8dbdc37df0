import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Returns that were a mistake and were taken back. Their receipt numbers stay used. */
export class ReturnReversals1764000000044 implements MigrationInterface {
  name = 'ReturnReversals1764000000044';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchase_returns
        add reversal_id uuid,
        add reversed_at timestamptz,
        add reversal_reason text,
        add given_back bigint not null default 0,
        add reversal_transaction_id uuid,
        add reversed_by_kind text,
        add reversed_by_id uuid,
        add check ((reversed_at is null) = (reversal_id is null) and (reversed_at is null) = (reversed_by_kind is null)),
        add check (reversed_at is not null or (given_back = 0 and reversal_transaction_id is null and reversal_reason is null));
      create index purchase_returns_reversed on purchase_returns (reversed_at) where reversed_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // What was taken back counts as returned again only in the marks of the returns; goods and points stay as they are.
    await runner.query(`
      drop index purchase_returns_reversed;
      alter table purchase_returns
        drop column reversal_id,
        drop column reversed_at,
        drop column reversal_reason,
        drop column given_back,
        drop column reversal_transaction_id,
        drop column reversed_by_kind,
        drop column reversed_by_id;
    `);
  }
}
