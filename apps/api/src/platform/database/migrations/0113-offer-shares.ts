import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The share that was held out when a member met an offer: only members of the same share can be compared. */
export class OfferShares1764000000213 implements MigrationInterface {
  name = 'OfferShares1764000000213';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Percent of the audience.
      alter table offer_assignments add column held_out int check (held_out between 0 and 50);
      update offer_assignments a set held_out = o.held_out from offers o where o.id = a.offer_id;
      alter table offer_assignments alter column held_out set not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table offer_assignments drop column held_out');
  }
}
