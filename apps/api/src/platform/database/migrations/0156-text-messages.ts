import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages go by text message too, and a code confirms a phone number for consents by SMS. */
export class TextMessages1764000001560 implements MigrationInterface {
  name = 'TextMessages1764000001560';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table mails add column channel text not null default 'email' check (channel in ('email', 'sms'));
      create table phone_codes (
        member_id uuid primary key references members (id),
        -- Of the code, the member and the number: another number of the member needs another code.
        code_hash bytea not null,
        expires_at timestamptz not null,
        tries int not null default 0
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table phone_codes;
      delete from mails where channel = 'sms';
      alter table mails drop column channel;
    `);
  }
}
