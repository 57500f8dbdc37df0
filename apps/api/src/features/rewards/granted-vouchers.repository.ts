import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { GivenVoucher } from './given-voucher.ts';
import { statement } from './statements.ts';

const state = statement('granted-reward-state', 'select state from rewards where id = $1');
const lock = statement(
  'granted-reward-lock',
  `select state, stocks_of_reward(id) is not null as by_location, voucher_terms(id) as terms
   from rewards where id = $1 for no key update`,
);
const give = statement('granted-voucher-give', 'select give_vouchers($1)');
const home = statement('granted-home', 'select home_location($1) as location');
const left = statement('granted-stock-left', 'select reward_stock_left($1, $2, $3) as pieces');
const take = statement('granted-stock-take', 'select take_reward_stock($1, $2) as taken');
const giveBack = statement('granted-stock-return', 'select return_reward_stock($1)');
const takeCode = statement('granted-code-take', 'select take_partner_code($1, $2)');
const returnCode = statement('granted-code-return', 'select return_partner_code($1)');
const lockVoucher = statement('granted-voucher-lock', 'select lock_vouchers(array[$1::uuid]) as used');
const find = statement(
  'granted-voucher-find',
  `select v.id, voucher_state(d.id, $3) as state from redemptions d join vouchers v on v.redemption_id = d.id
   where d.id = $1 and d.member_id = $2`,
);
const withdraw = statement('granted-voucher-withdraw', 'select withdraw_vouchers(array[$1::uuid], $2)');

/** Vouchers that managers give. The wallet of the member is locked first, then the stock of the reward. */
@Injectable()
export class GrantedVouchersRepository {
  constructor(private readonly transactions: Transactions) {}

  async stateOf(rewardId: string) {
    return (await this.transactions.query(state, [rewardId]))[0]?.state;
  }

  /** Held until the transaction ends. */
  async lockReward(rewardId: string) {
    return (await this.transactions.query(lock, [rewardId]))[0];
  }

  /** Where a member shops most. */
  async homeOf(memberId: string): Promise<string | null> {
    return (await this.transactions.query(home, [memberId]))[0]?.location ?? null;
  }

  /** Of the club, or at this location. Null for as many as wanted. */
  async left(rewardId: string, locationId: string | null, at: Instant): Promise<number | null> {
    return (await this.transactions.query(left, [rewardId, locationId, isoOf(at)]))[0]?.pieces ?? null;
  }

  /** Takes one from the stock, where the reward has one, and its code from the pool. */
  async give(row: GivenVoucher['row']): Promise<void> {
    await this.transactions.query(give, [JSON.stringify([row])]);
    const piece = { reward_id: row.reward_id, location_id: row.pick_up_location_id };
    const [taken] = await this.transactions.query(take, [JSON.stringify([piece]), row.issued_at]);
    if (!taken?.taken) throw new ClubError('out-of-stock');
    if (row.kind === 'partner-code')
      await this.transactions.query(takeCode, [row.redemption_id, row.reward_id]);
  }

  /** Its voucher, which no till can use until the transaction ends. */
  async lockVoucher(memberId: string, redemptionId: string, at: Instant) {
    await this.transactions.query(lockVoucher, [redemptionId]);
    return (await this.transactions.query(find, [redemptionId, memberId, isoOf(at)]))[0];
  }

  /** The stock gets it back. */
  async withdraw(redemptionId: string, at: Instant): Promise<void> {
    await this.transactions.query(withdraw, [redemptionId, isoOf(at)]);
    await this.transactions.query(returnCode, [redemptionId]);
    await this.transactions.query(giveBack, [redemptionId]);
  }
}
