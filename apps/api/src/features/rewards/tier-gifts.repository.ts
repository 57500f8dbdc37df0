import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { GivenVoucher, VoucherTerms } from './given-voucher.ts';
import { statement } from './statements.ts';

const terms = statement('tier-gift-terms', 'select voucher_terms($1) as terms');
const given = statement(
  'tier-gifts-given',
  'select tier_id, redemption_id from tier_gifts where member_id = $1 and reached_at >= $2',
);
const give = statement('tier-gift-give', 'select give_vouchers($1)');
const keep = statement(
  'tier-gift-keep',
  'insert into tier_gifts (member_id, tier_id, reached_at, redemption_id) values ($1, $2, $3, $4)',
);
const lock = statement('tier-gifts-lock', 'select lock_vouchers($1) as used');
const withdraw = statement('tier-gifts-withdraw', 'select withdraw_vouchers($1, $2)');
const forget = statement(
  'tier-gifts-forget',
  'delete from tier_gifts where member_id = $1 and redemption_id = any($2)',
);
const vouchers = statement(
  'tier-gift-vouchers',
  'select id, redemption_id from vouchers where redemption_id = any($1) and expires_at > $2 order by id',
);

export interface TierGift {
  readonly tierId: string;
  readonly redemptionId: string;
}

/** Vouchers that members got for a tier. The wallet of the member is the lock. */
@Injectable()
export class TierGiftsRepository {
  constructor(private readonly transactions: Transactions) {}

  async terms(rewardId: string): Promise<VoucherTerms | null> {
    return (await this.transactions.query(terms, [rewardId]))[0]?.terms ?? null;
  }

  async given(memberId: string, since: Instant): Promise<TierGift[]> {
    const rows = await this.transactions.query(given, [memberId, isoOf(since)]);
    return rows.map((row) => ({ tierId: row.tier_id, redemptionId: row.redemption_id }));
  }

  async give(tierId: string, reachedAt: Instant, row: GivenVoucher['row']): Promise<void> {
    await this.transactions.query(give, [JSON.stringify([row])]);
    await this.transactions.query(keep, [row.member_id, tierId, isoOf(reachedAt), row.redemption_id]);
  }

  /** Withdraws those that nobody used and that did not expire, and forgets them. Returns their vouchers. */
  async withdraw(
    memberId: string,
    redemptionIds: readonly string[],
    at: Instant,
  ): Promise<{ readonly voucherId: string; readonly redemptionId: string }[]> {
    const used = (await this.transactions.query(lock, [redemptionIds]))[0]?.used ?? [];
    const unused = redemptionIds.filter((id) => !used.includes(id));
    const rows = await this.transactions.query(vouchers, [unused, isoOf(at)]);
    const taken = rows.map((row) => row.redemption_id);
    await this.transactions.query(withdraw, [taken, isoOf(at)]);
    await this.transactions.query(forget, [memberId, taken]);
    return rows.map((row) => ({ voucherId: row.id, redemptionId: row.redemption_id }));
  }
}
