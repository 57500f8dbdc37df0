import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AcceptedRoles1764000000031 implements MigrationInterface {
  name = 'AcceptedRoles1764000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Its owner accepted the invitation, or set the club up: who comes back needs no new one.
      alter table staff_roles add column accepted boolean not null default false;
      -- The address that was invited, until the invitation is accepted.
      alter table staff_roles add column invited_email text;

      -- Who does not work here any more once did, if the audit log knows it.
      update staff_roles r set accepted = state = 'active' or state = 'inactive' and exists (
        select from audit_entries e where e.subject_type = 'account' and e.subject_id = r.account_id::text
          and (e.action in ('staff.joined', 'club.set-up') or e.before ->> 'state' = 'active'));
      update staff_roles r set invited_email = coalesce(
          (select email from links where subject_id = r.account_id and purpose = 'invitation' order by created_at limit 1),
          (select email from accounts where id = r.account_id))
        where not accepted;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table staff_roles drop column invited_email, drop column accepted');
  }
}
