import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A discount voucher may lower the price of a cart: by how much, which checkout holds it, and which purchases used it. */
export class VouchersInCarts1764000000422 implements MigrationInterface {
  name = 'VouchersInCarts1764000000422';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a discount takes off a cart; null for one that the cashier enters in the register.
      alter table rewards add effect jsonb;
      -- As it was when the voucher was issued.
      alter table vouchers add effect jsonb,
        -- A reserved checkout. The hold ends at its time, by itself.
        add held_by uuid, add held_until timestamptz;
      create index vouchers_held on vouchers (held_by) where held_by is not null;
      create table voucher_uses (
        purchase_id uuid not null,
        voucher_id uuid not null references vouchers (id),
        -- In minor units.
        discount bigint not null,
        -- With all goods of the purchase.
        given_back boolean not null default false,
        primary key (purchase_id, voucher_id)
      );
    `);
  }

  /** A voucher that a purchase used stays used. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table voucher_uses;
      alter table vouchers drop column effect, drop column held_by, drop column held_until;
      alter table rewards drop column effect;
    `);
  }
}
