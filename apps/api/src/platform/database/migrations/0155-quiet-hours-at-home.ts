import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quiet hours are those of the member's home location, and a mail says until when they held it back. */
export class QuietHoursAtHome1764000001550 implements MigrationInterface {
  name = 'QuietHoursAtHome1764000001550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- IANA; null for the zone of the club.
      alter table locations add column time_zone text;
      alter table mails
        -- When the quiet hours held it back last, and until when; null if they never did.
        add column held_at timestamptz,
        add column held_until timestamptz,
        add constraint mails_held_check check ((held_at is null) = (held_until is null));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table mails drop column held_at, drop column held_until;
      alter table locations drop column time_zone;
    `);
  }
}
