import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Mailboxes1764000000022 implements MigrationInterface {
  name = 'Mailboxes1764000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Its owner followed a link to this address. Who works here came by such a link, or set the club up.
      alter table accounts add column email_confirmed_at timestamptz;
      update accounts a set email_confirmed_at = coalesce(
        (select m.email_confirmed_at from members m where m.id = a.member_id and lower(m.email) = lower(a.email)),
        case when a.password_hash is not null
          and exists (select from staff_roles r where r.account_id = a.id and r.state <> 'invited') then a.created_at end);

      -- Anybody may type any address: only confirmed ones are one person's.
      drop index accounts_email;
      create unique index accounts_confirmed_email on accounts (lower(email)) where email_confirmed_at is not null;
      create index accounts_email on accounts (lower(email), created_at desc, id desc);
      drop index members_email;
      create unique index members_confirmed_email on members (lower(email)) where email_confirmed_at is not null;
      create index members_email on members (lower(email)) where email is not null;
      drop index members_phone;
      create index members_phone on members (phone) where phone is not null;

      -- Who showed to have the mailbox that another membership names too, and asks staff to bring the two together.
      create table merge_requests (
        id uuid primary key,
        member_id uuid not null references members on delete cascade,
        other_member_id uuid not null references members on delete cascade,
        state text not null default 'open' check (state in ('open', 'merged', 'refused')),
        created_at timestamptz not null
      );
      create unique index merge_requests_open on merge_requests
        (least(member_id, other_member_id), greatest(member_id, other_member_id)) where state = 'open';
      create index merge_requests_newest on merge_requests (created_at desc, id desc);
      create index merge_requests_member on merge_requests (member_id);
      create index merge_requests_other_member on merge_requests (other_member_id);

      -- Browsers from which an account was signed in, by a lasting cookie of which only the hash is kept.
      create table known_browsers (
        account_id uuid not null references accounts on delete cascade,
        mark_hash bytea not null,
        seen_at timestamptz not null,
        primary key (account_id, mark_hash)
      );
      create index known_browsers_seen on known_browsers (seen_at);
      alter table sessions add column mark_hash bytea;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Values that were unique stay with the member who confirmed them or had them first.
    await runner.query(`
      drop table merge_requests;
      with doubled as (
        select id, row_number() over (partition by lower(email) order by email_confirmed_at is null, created_at, id) as place from accounts
      )
      delete from accounts where id in (select id from doubled where place > 1);
      drop index accounts_email, accounts_confirmed_email;
      create unique index accounts_email on accounts (lower(email));
      with doubled as (
        select id, row_number() over (partition by lower(email) order by email_confirmed_at is null, joined_at, id) as place
        from members where email is not null
      )
      update members set email = null, email_confirmed_at = null where id in (select id from doubled where place > 1);
      drop index members_email, members_confirmed_email;
      create unique index members_email on members (lower(email)) where email is not null;
      with doubled as (
        select id, row_number() over (partition by phone order by joined_at, id) as place from members where phone is not null
      )
      update members set phone = null where id in (select id from doubled where place > 1);
      drop index members_phone;
      create unique index members_phone on members (phone) where phone is not null;
      alter table sessions drop column mark_hash;
      drop table known_browsers;
      alter table accounts drop column email_confirmed_at;
    `);
  }
}
