import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reward may be a ticket for an event, and so is its voucher. */
export class EventTickets1764000000337 implements MigrationInterface {
  name = 'EventTickets1764000000337';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rewards add event jsonb;
      alter table rewards drop constraint rewards_kind_check;
      alter table rewards add constraint rewards_kind_check check (kind in ('product', 'discount', 'sample', 'ticket'));
      alter table rewards add constraint rewards_event_check check ((kind = 'ticket') = (event is not null));
      -- As it was when the voucher was issued.
      alter table vouchers add event jsonb;
      alter table vouchers drop constraint vouchers_kind_check;
      alter table vouchers add constraint vouchers_kind_check check (kind in ('product', 'discount', 'sample', 'ticket'));
    `);
  }

  /** Tickets become products: the version before does not know them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rewards drop constraint rewards_event_check;
      alter table rewards drop constraint rewards_kind_check;
      update rewards set kind = 'product' where kind = 'ticket';
      update vouchers set kind = 'product' where kind = 'ticket';
      alter table rewards add constraint rewards_kind_check check (kind in ('product', 'discount', 'sample'));
      alter table vouchers drop constraint vouchers_kind_check;
      alter table vouchers add constraint vouchers_kind_check check (kind in ('product', 'discount', 'sample'));
      alter table vouchers drop column event;
      alter table rewards drop column event;
    `);
  }
}
