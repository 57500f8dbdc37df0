import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A member's activity is in the order in which things happened, not in the order in which they were sent. */
export class Activity1764000000046 implements MigrationInterface {
  name = 'Activity1764000000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Only a description changes: no point moves, and no figure.
      alter table points_transactions disable trigger points_transactions_append_only;
      update points_transactions t set cause = t.cause || jsonb_build_object('happenedAt', floor(extract(epoch from p.purchased_at) * 1000)::bigint)
        from purchases p
        where p.id = t.purchase_id and t.kind = 'earn' and t.cause->>'kind' in ('purchase', 'claim')
          and p.purchased_at <> t.effective_at and not t.cause ? 'happenedAt';
      alter table points_transactions enable trigger points_transactions_append_only;
      create index points_transactions_happened on points_transactions
        (member_id, (coalesce(to_timestamp((cause->>'happenedAt')::double precision / 1000), effective_at)) desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index points_transactions_happened');
  }
}
