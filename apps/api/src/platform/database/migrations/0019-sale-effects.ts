import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SaleEffects1764000000019 implements MigrationInterface {
  name = 'SaleEffects1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What took part in a sale, and what would have but for a reason. A return that ends an effect is named.
      create table sale_effects (
        purchase_id uuid not null references purchases,
        participant text not null,
        kind text not null,
        reference text not null,
        outcome text not null check (outcome in ('applied', 'not-applied')),
        reason text,
        figures jsonb not null default '{}',
        undone_by uuid references purchase_returns,
        primary key (purchase_id, participant, kind, reference),
        check ((outcome = 'applied') = (reason is null)),
        check (outcome = 'applied' or undone_by is null)
      );
      create index sale_effects_reference on sale_effects (participant, kind, reference, purchase_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sale_effects');
  }
}
