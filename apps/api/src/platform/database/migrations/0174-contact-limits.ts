import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often and when the club writes what is not service. */
export class ContactLimits1764000000443 implements MigrationInterface {
  name = 'ContactLimits1764000000443';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table permission_settings
        -- Hours of the club's day; null for no quiet hours.
        add column quiet_from int default 20 check (quiet_from between 0 and 23),
        add column quiet_until int default 8 check (quiet_until between 0 and 23),
        -- Within seven days, by channel; null for no limit.
        add column most_per_week int default 3 check (most_per_week between 1 and 100);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table permission_settings
        drop column quiet_from, drop column quiet_until, drop column most_per_week
    `);
  }
}
