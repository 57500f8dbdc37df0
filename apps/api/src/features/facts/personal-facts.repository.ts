import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-facts-told',
  `select purchases, spend, first_purchase_at as "firstPurchaseAt", last_purchase_at as "lastPurchaseAt", visits, points,
     categories, favourite_category as "favouriteCategory", locations, channels, favourite_channel as "favouriteChannel",
     weekdays, favourite_weekday as "favouriteWeekday", usual_gap as "usualGap", points_earned as "pointsEarned",
     points_redeemed as "pointsRedeemed", rewards, last_reward_at as "lastRewardAt", coupons, last_coupon_at as "lastCouponAt",
     offers_used as "offersUsed", offers_activated as "offersActivated", surveys, communities, posts, gatherings
   from member_facts where member_id = $1`,
);
const erase = statement('personal-facts-erase', 'delete from member_facts where member_id = $1');
const eraseDue = statement('personal-facts-erase-due', 'delete from due_facts where member_id = $1');

/** An erased member has no facts: no list, segment or rule finds the member any more. */
@Injectable()
export class PersonalFacts {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'facts',
      tables: {
        member_facts: { merges: stays('computed from the tables of others'), leaves: 'nothing', told },
        member_facts_rebuild: {
          merges: stays('how far a rebuild has come'),
          leaves: 'pseudonym',
          told: 'how far a rebuild of all facts has come',
        },
        due_facts: {
          merges: stays('which facts are to be made again'),
          leaves: 'nothing',
          told: 'which facts are to be made again',
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(eraseDue, [memberId]);
      },
    });
  }
}
