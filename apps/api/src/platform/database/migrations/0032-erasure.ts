import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members can be erased. Only ids, codes, times and figures remain. */
export class Erasure1764000000032 implements MigrationInterface {
  name = 'Erasure1764000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table members add column erased_at timestamptz,
        -- Whoever still holds an old copy of the member cannot write it back.
        add constraint members_erased check (erased_at is null or (status = 'closed' and attributes = '{}' and num_nonnulls(
          external_id, email, email_confirmed_at, phone, first_name, last_name, birthday) = 0));
      create index members_erased_at on members (erased_at, id) where erased_at is not null;
      create index member_closings_closed on member_closings (closed_at) where closed_at is not null and ended_at is null;

      -- Whom a mail was written to: a member or an account.
      alter table mails add column about_id uuid;
      create index mails_about on mails (about_id) where about_id is not null;

      -- Whom a reply is about, and whether it is gone; the key stays, so that the deed is not done again.
      alter table idempotency_keys add column member_id uuid, add column erased boolean not null default false;

      -- Somebody was erased since the rows of this file were read.
      alter table exports add column stale boolean not null default false;

      -- What is only added to stays so, but for the columns that a trigger names: words that an erasure takes out.
      create or replace function refuse_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and tg_nargs > 0 and current_setting('regulars.erasing', true) = 'on'
          and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then
          return new;
        end if;
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$;
      drop trigger audit_entries_append_only on audit_entries;
      create trigger audit_entries_append_only before update or delete on audit_entries
        for each row execute function refuse_change('before', 'after', 'actor_name', 'address');
      drop trigger points_transactions_append_only on points_transactions;
      create trigger points_transactions_append_only before update or delete on points_transactions
        for each row execute function refuse_change('reason', 'cause');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger points_transactions_append_only on points_transactions;
      drop trigger audit_entries_append_only on audit_entries;
      create or replace function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$;
      create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_change();
      create trigger points_transactions_append_only before update or delete on points_transactions
        for each row execute function refuse_change();

      alter table exports drop column stale;
      delete from idempotency_keys where erased;
      alter table idempotency_keys drop column erased, drop column member_id;
      drop index mails_about;
      alter table mails drop column about_id;
      drop index member_closings_closed, members_erased_at;
      alter table members drop column erased_at;
    `);
  }
}
