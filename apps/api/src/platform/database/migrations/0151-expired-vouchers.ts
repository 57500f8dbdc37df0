import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A voucher that expires gives back its points and its piece of the stock. Those that have expired before keep them. */
export class ExpiredVouchers1764000000421 implements MigrationInterface {
  name = 'ExpiredVouchers1764000000421';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whether its expiry gives something back.
      alter table vouchers add gives_back boolean not null default false;
      update vouchers v set gives_back = true
      from redemptions d join rewards r on r.id = d.reward_id
      where d.id = v.redemption_id and v.state = 'issued' and v.expires_at > now() and v.kind <> 'ticket'
        and (d.transaction_id is not null
          or r.stock is not null and d.id in (select i.given from member_bulk_items i where i.given is not null));
      alter table vouchers drop constraint vouchers_state_check;
      -- 'expired' has given back. One that gives nothing back stays 'issued', and expires by its time alone.
      alter table vouchers add constraint vouchers_state_check check (state in ('issued', 'used', 'cancelled', 'expired'));
      create index vouchers_giving_back on vouchers (expires_at, redemption_id) where state = 'issued' and gives_back;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index vouchers_giving_back;
      alter table vouchers drop constraint vouchers_state_check;
      update vouchers set state = 'cancelled' where state = 'expired';
      alter table vouchers add constraint vouchers_state_check check (state in ('issued', 'used', 'cancelled'));
      alter table vouchers drop column gives_back;
    `);
  }
}
