import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Phones from before all had one form are few, and are looked for each night and by managers. */
export class PhonesOfOtherForms1764000002630 implements MigrationInterface {
  name = 'PhonesOfOtherForms1764000002630';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index members_phone_other_forms on members (id)
        where phone is not null and (phone !~ '^\\+[1-9]' or phone ~ '^\\+(4[134-9]|42[01])0');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index members_phone_other_forms;`);
  }
}
