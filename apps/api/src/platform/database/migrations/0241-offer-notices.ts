import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far members were told of each offer. Those that are live already are no news. */
export class OfferNotices1764000002410 implements MigrationInterface {
  name = 'OfferNotices1764000002410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table offer_notices (
        offer_id uuid primary key,
        -- The last member who was told; they are told by their ids.
        told_through uuid,
        done boolean not null
      );
      insert into offer_notices (offer_id, done) select id, true from offers where state = 'live';
      alter table offer_assignments
        drop constraint offer_assignments_met_check,
        add constraint offer_assignments_met_check check (met in ('page', 'home', 'checkout', 'notice'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update offer_assignments set met = 'page' where met = 'notice';
      alter table offer_assignments
        drop constraint offer_assignments_met_check,
        add constraint offer_assignments_met_check check (met in ('page', 'home', 'checkout'));
      drop table offer_notices;
    `);
  }
}
