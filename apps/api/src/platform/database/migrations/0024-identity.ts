import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityRules1764000000024 implements MigrationInterface {
  name = 'IdentityRules1764000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A hash does not tell how long the password is: of those of before nobody knows.
      alter table accounts add column password_for_staff boolean not null default false;

      -- From now on disabled_at says that the membership is blocked or closed. Staff have it too, and still sign in as staff.
      update accounts set disabled_at = now()
        where disabled_at is null and member_id in (select id from members where status <> 'active');

      -- Why staff did not bring two memberships together, when, and who said so.
      alter table merge_requests add column decided_at timestamptz;
      alter table merge_requests add column decided_by text;
      alter table merge_requests add column reason text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update accounts a set disabled_at = null
        where exists (select from staff_roles where account_id = a.id and state = 'active')
          or exists (select from members m where m.id = a.member_id and m.status = 'blocked');
      alter table merge_requests drop column reason;
      alter table merge_requests drop column decided_by;
      alter table merge_requests drop column decided_at;
      alter table accounts drop column password_for_staff;
    `);
  }
}
