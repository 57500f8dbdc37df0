import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link that was sent by mail ends when the member has another address. */
export class AddressesOfSurveyLinks1764000001930 implements MigrationInterface {
  name = 'AddressesOfSurveyLinks1764000001930';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- SHA-256 of the address that the link was sent to; null if it was not sent by mail.
      alter table survey_links add column address_hash bytea;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table survey_links drop column address_hash');
  }
}
