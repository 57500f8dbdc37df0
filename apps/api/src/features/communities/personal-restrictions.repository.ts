import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-restrictions-told',
  'select silenced_until as "silencedUntil", banned, changed_at as "changedAt" from community_restrictions where member_id = $1',
);
const toldBlocks = statement(
  'personal-blocks-told',
  `select coalesce(n.nickname, '') as blocked, b.since from member_blocks b left join nicknames n on n.member_id = b.blocked_id
   where b.member_id = $1 order by b.since, b.id`,
);
const erase = statement(
  'personal-restrictions-erase',
  'delete from community_restrictions where member_id = $1',
);
const eraseBlocks = statement(
  'personal-blocks-erase',
  'delete from member_blocks where member_id = $1 or blocked_id = $1',
);

/** What a member may not do in communities, and which persons the member blocked. Nothing stays. */
@Injectable()
export class PersonalRestrictions {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'community-restrictions',
      tables: {
        community_restrictions: {
          merges: stays('the survivor keeps the own restrictions'),
          leaves: 'nothing',
          told,
        },
        member_blocks: {
          merges: moves(['id'], { once: ['blocked_id'] }),
          leaves: 'nothing',
          told: toldBlocks,
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(eraseBlocks, [memberId]);
      },
    });
  }
}
