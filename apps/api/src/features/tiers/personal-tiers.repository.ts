import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const standing = statement(
  'personal-tier-told',
  `select t.code as tier, m.since from member_tiers m join tiers t on t.id = m.tier_id where m.member_id = $1`,
);
const changes = statement(
  'personal-tier-changes-told',
  `select c.at, t.code as tier, c.status, c.reason from tier_changes c left join tiers t on t.id = c.to_tier
   where c.member_id = $1 order by c.at`,
);
const credit = statement(
  'personal-status-told',
  'select quarter, credit from status_credit where member_id = $1 order by quarter',
);

const grants = statement(
  'personal-tier-grants-told',
  `select t.code as tier, g.granted_at as "grantedAt", g.valid_until as "validUntil", g.reason, g.ended_at as "endedAt"
   from tier_grants g join tiers t on t.id = g.tier_id where g.member_id = $1 order by g.granted_at, g.id`,
);
const eraseGrants = statement('personal-tier-grants-erase', 'delete from tier_grants where member_id = $1');

/** Tiers are figures and codes: they stay under the member's id. What managers wrote goes. */
@Injectable()
export class PersonalTiers {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'tiers',
      tables: {
        member_tiers: {
          merges: stays('MergedTiers keeps the higher tier'),
          leaves: 'pseudonym',
          told: standing,
        },
        tier_changes: { merges: moves(['id']), leaves: 'pseudonym', told: changes },
        status_credit: { merges: stays('counted from the journal'), leaves: 'pseudonym', told: credit },
        tier_grants: { merges: moves(['id']), leaves: 'nothing', told: grants },
      },
      erase: async ({ memberId }) => {
        await transactions.query(eraseGrants, [memberId]);
      },
    });
  }
}
