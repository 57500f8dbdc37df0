import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each mail has a class and keeps the answer to whether it may be sent. The club may change rules by country. */
export class Permissions1764000000441 implements MigrationInterface {
  name = 'Permissions1764000000441';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table mails
        add column class text not null default 'service' check (class in ('service', 'marketing', 'survey')),
        -- As of the moment of sending; null for mails from before this was stored.
        add column permission jsonb,
        drop constraint mails_state_check,
        add constraint mails_state_check check (state in ('queued', 'sent', 'failed', 'not-permitted'));

      create table permission_settings (
        id smallint primary key default 1 check (id = 1),
        -- What the club set by country; other countries follow the default.
        countries jsonb not null default '{}'
      );
      insert into permission_settings default values;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table permission_settings;
      update mails set state = 'failed' where state = 'not-permitted';
      alter table mails
        drop column class,
        drop column permission,
        drop constraint mails_state_check,
        add constraint mails_state_check check (state in ('queued', 'sent', 'failed'));
    `);
  }
}
