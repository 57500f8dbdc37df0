import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { PartnerCodeSeals } from './partner-code-seals.ts';
import { statement } from './statements.ts';

const redemptions = statement(
  'personal-redemptions-told',
  `select id, reward_id as "reward", points, redeemed_at as "redeemedAt", cancelled_at as "cancelledAt"
   from redemptions where member_id = $1 order by redeemed_at`,
);
const vouchers = statement(
  'personal-vouchers-told',
  `select v.code, v.kind, v.reward_name as "reward", v.state, v.issued_at as "issuedAt", v.expires_at as "expiresAt", v.used_at as "usedAt",
     v.to_pay as "toPay", v.event, v.pick_up_location_id as "pickUp", c.id as "partnerCodeId", c.sealed as "partnerCode"
   from vouchers v left join partner_codes c on c.redemption_id = v.redemption_id and v.state = 'used'
   where v.member_id = $1 order by v.issued_at`,
);

const gifts = statement(
  'personal-tier-gifts-told',
  `select tier_id as tier, reached_at as "reachedAt", redemption_id as redemption
   from tier_gifts where member_id = $1 order by reached_at`,
);

const holds = statement(
  'personal-reward-holds-told',
  'select reward_id as "reward", held_until as "heldUntil" from reward_holds where member_id = $1 order by held_until, voucher_id',
);

// Nobody can read it any more.
const erase = statement(
  'personal-partner-codes-erase',
  'update partner_codes c set sealed = null from redemptions d where d.id = c.redemption_id and d.member_id = $1',
);

/** What was redeemed stays in the books, under the member's id. */
@Injectable()
export class PersonalRewards {
  constructor(personal: PersonalData, seals: PartnerCodeSeals, transactions: Transactions) {
    personal.register({
      name: 'rewards',
      tables: {
        reward_holds: {
          merges: stays('nothing may be held while members are merged'),
          leaves: 'pseudonym',
          told: holds,
        },
        redemptions: { merges: moves(['id']), leaves: 'pseudonym', told: redemptions },
        tier_gifts: {
          merges: moves(['tier_id', 'redemption_id'], { once: ['tier_id', 'redemption_id'] }),
          leaves: 'pseudonym',
          told: gifts,
        },
        vouchers: { merges: moves(['id']), leaves: 'pseudonym', told: vouchers, read: withCode(seals) },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}

/** With the code of a partner that the member has read. */
const withCode =
  (seals: PartnerCodeSeals) =>
  ({
    partnerCodeId: id,
    partnerCode: sealed,
    ...voucher
  }: Record<string, unknown>): Record<string, unknown> =>
    typeof id === 'string' && Buffer.isBuffer(sealed)
      ? { ...voucher, partnerCode: seals.open({ id, sealed }) }
      : voucher;
