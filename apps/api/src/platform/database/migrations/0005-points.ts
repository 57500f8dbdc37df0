import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Points1764000000005 implements MigrationInterface {
  name = 'Points1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Keys contain member_id and a posting touches one member, so that these tables can be distributed by it.
      create table wallets (
        member_id uuid primary key,
        available bigint not null default 0 check (available >= 0),
        pending bigint not null default 0 check (pending >= 0),
        held bigint not null default 0 check (held >= 0),
        debt bigint not null default 0 check (debt >= 0),
        status bigint not null default 0,
        version bigint not null default 0,
        next_due_at timestamptz,
        last_activity_at timestamptz
      );
      create index wallets_due on wallets (next_due_at) where next_due_at is not null;

      create table points_transactions (
        member_id uuid not null,
        id uuid not null,
        kind text not null,
        effective_at timestamptz not null,
        booked_at timestamptz not null,
        cause jsonb not null default '{}',
        purchase_id uuid,
        redemption_id uuid,
        hold_id uuid,
        reverses uuid,
        reason text,
        actor_kind text not null,
        actor_id uuid,
        primary key (member_id, id)
      );
      create index points_transactions_newest on points_transactions (member_id, effective_at desc, id desc);
      create index points_transactions_id on points_transactions (id);
      create unique index points_transactions_reversed_once on points_transactions (member_id, reverses) where reverses is not null;

      create table journal (
        member_id uuid not null,
        id bigint generated always as identity,
        transaction_id uuid not null,
        currency text not null check (currency in ('points', 'status')),
        from_account text not null,
        to_account text not null check (to_account <> from_account),
        amount bigint not null check (amount > 0),
        effective_at timestamptz not null,
        booked_at timestamptz not null,
        primary key (member_id, id)
      );
      create index journal_effective on journal (effective_at);
      create index journal_transaction on journal (member_id, transaction_id);

      create table lots (
        member_id uuid not null,
        id uuid not null,
        transaction_id uuid not null,
        amount bigint not null check (amount > 0),
        remaining bigint not null check (remaining >= 0 and remaining <= amount),
        released boolean not null,
        available_at timestamptz not null,
        expires_at timestamptz,
        earned_at timestamptz not null,
        awarded_at timestamptz not null,
        source jsonb not null default '{}',
        primary key (member_id, id)
      );
      create index lots_open on lots (member_id) where remaining > 0;
      create index lots_transaction on lots (member_id, transaction_id);

      create table takings (
        member_id uuid not null,
        transaction_id uuid not null,
        lot_id uuid not null,
        points bigint not null check (points > 0),
        primary key (member_id, transaction_id, lot_id)
      );

      create table holds (
        member_id uuid not null,
        id uuid not null,
        transaction_id uuid not null,
        points bigint not null check (points > 0),
        expires_at timestamptz not null,
        state text not null check (state in ('active', 'captured', 'released', 'timed-out')),
        primary key (member_id, id)
      );
      create index holds_active on holds (member_id) where state = 'active';
      create index holds_id on holds (id);

      create trigger journal_append_only before update or delete on journal for each row execute function refuse_change();
      create trigger journal_no_truncate before truncate on journal for each statement execute function refuse_change();
      create trigger points_transactions_append_only before update or delete on points_transactions for each row execute function refuse_change();
      create trigger points_transactions_no_truncate before truncate on points_transactions for each statement execute function refuse_change();
      create trigger takings_append_only before update or delete on takings for each row execute function refuse_change();
      create trigger takings_no_truncate before truncate on takings for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table holds, takings, lots, journal, points_transactions, wallets;
    `);
  }
}
