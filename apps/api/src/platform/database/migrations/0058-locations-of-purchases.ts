import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Purchases no longer check their location when they are inserted: the check locks the row of the location, and all
 * tills of a location lock the same row. The API has read the location before, and locations are never deleted.
 */
export class LocationsOfPurchases1764000000096 implements MigrationInterface {
  name = 'LocationsOfPurchases1764000000096';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchases alter constraint purchases_location_id_fkey not enforced;
      alter table purchase_returns alter constraint purchase_returns_location_id_fkey not enforced;
      create function keep_location() returns trigger language plpgsql as $$
      begin
        raise 'locations are never deleted, and keep their id' using errcode = 'foreign_key_violation';
      end $$;
      create trigger locations_stay before delete or update of id on locations
        for each row execute function keep_location();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger locations_stay on locations;
      drop function keep_location();
      alter table purchase_returns alter constraint purchase_returns_location_id_fkey enforced;
      alter table purchases alter constraint purchases_location_id_fkey enforced;
    `);
  }
}
