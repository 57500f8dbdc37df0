import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A coupon or an offer may be about every n-th piece only. */
export class EveryNthPiece1764000000402 implements MigrationInterface {
  name = 'EveryNthPiece1764000000402';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update coupons set terms = terms || '{"nth": null}';
      update offers set terms = terms || '{"nth": null}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update coupons set terms = terms - 'nth';
      update offers set terms = terms - 'nth';
    `);
  }
}
