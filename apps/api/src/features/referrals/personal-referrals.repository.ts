import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { lapsedEvent } from './lapsed.ts';
import { statement } from './statements.ts';

const code = statement(
  'personal-referral-codes-told',
  'select code, created_at as "createdAt" from referral_codes where member_id = $1',
);
// Nobody learns from a copy who the other one is.
const told = statement(
  'personal-referrals-told',
  `select case when member_id = $1 then 'brought a friend' else 'was brought by a friend' end as "role", way, joined_at as "joinedAt",
     state, signs, reason, due_at as "dueAt", ended_at as "endedAt",
     case when friend_id = $1 then purchase_id end as "purchase",
     case when member_id = $1 then member_points else friend_points end as "points"
   from referrals where member_id = $1 or friend_id = $1 order by joined_at, id`,
);
const ids = statement(
  'personal-referrals-ids',
  'select id from referrals where member_id = $1 or friend_id = $1',
);
const reviewed = statement(
  'personal-referrals-reviewed',
  `select id, member_id, state from referrals where (member_id = $1 or friend_id = $1) and state = 'review'`,
);
const eraseCode = statement(
  'personal-referral-codes-erase',
  'delete from referral_codes where member_id = $1',
);
// What is not paid yet can no longer be paid. Points that were given stay in the sums.
const erase = statement(
  'personal-referrals-erase',
  `update referrals set member_id = nullif(member_id, $1), friend_id = nullif(friend_id, $1), reason = null, signs = '{}',
     purchase_id = case when friend_id = $1 then null else purchase_id end,
     member_event_id = case when member_id = $1 then null else member_event_id end,
     friend_event_id = case when friend_id = $1 then null else friend_event_id end,
     state = case when state in ('open', 'review') then 'lapsed' else state end
   where member_id = $1 or friend_id = $1`,
);

/** The link of a member, the friends, and the member who invited this one. */
@Injectable()
export class PersonalReferrals {
  constructor(personal: PersonalData, transactions: Transactions, outbox: Outbox) {
    personal.register({
      name: 'referrals',
      tables: {
        referral_codes: {
          merges: stays('both codes go on: a new friend of the duplicate counts for the survivor'),
          leaves: 'nothing',
          told: code,
        },
        referrals: { merges: moves(['id']), leaves: 'nothing', told },
      },
      identify: async (memberId) => {
        const rows = await transactions.query(ids, [memberId]);
        return { things: rows.map(({ id }) => id) };
      },
      erase: async ({ memberId }) => {
        await outbox.append((await transactions.query(reviewed, [memberId])).flatMap(lapsedEvent), 'live');
        await transactions.query(erase, [memberId]);
        await transactions.query(eraseCode, [memberId]);
      },
    });
  }
}
