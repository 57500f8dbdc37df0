import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ledger1764000000017 implements MigrationInterface {
  name = 'Ledger1764000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What returns have forgiven and nothing has settled since: the balance of the account 'forgiven', in all and by return.
      -- What was forgiven before this migration stays forgiven: how much of it came back is written nowhere.
      alter table wallets add forgiven bigint not null default 0 check (forgiven >= 0);
      create table forgiveness (
        member_id uuid not null,
        transaction_id uuid not null,
        points bigint not null check (points > 0),
        open bigint not null check (open >= 0 and open <= points),
        primary key (member_id, transaction_id)
      );
      create index forgiveness_open on forgiveness (member_id) where open > 0;

      -- What has expired of a lot and no return has counted as taken back.
      alter table lots add expired bigint not null default 0 check (expired >= 0);
      update lots l set expired = gone.points
      from (
        select t.member_id, t.lot_id, sum(t.points) as points
        from takings t join points_transactions p on p.member_id = t.member_id and p.id = t.transaction_id and p.kind = 'expire'
        group by 1, 2
      ) gone where gone.member_id = l.member_id and gone.lot_id = l.id;

      alter table purchase_returns add expired bigint not null default 0;

      -- When the member last earned or spent; until now any posting counted.
      update wallets w set last_activity_at = (
        select max(at) from (
          select max(l.earned_at) as at from lots l join points_transactions p on p.member_id = l.member_id and p.id = l.transaction_id
          where l.member_id = w.member_id and p.kind in ('earn', 'bonus', 'import')
          union all
          select max(p.effective_at) from points_transactions p
          where p.member_id = w.member_id and p.kind in ('redeem', 'capture')
        ) activity
      ) where w.last_activity_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchase_returns drop column expired;
      alter table lots drop column expired;
      drop table forgiveness;
      alter table wallets drop column forgiven;
    `);
  }
}
