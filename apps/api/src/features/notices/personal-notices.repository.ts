import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-notices-told',
  `select kind, path, params, at, read_at as "readAt" from notices where member_id = $1 order by id`,
);
const toldSettings = statement(
  'personal-notice-settings-told',
  'select kind as "off" from notice_settings where member_id = $1 order by kind',
);
const toldDigest = statement(
  'personal-notice-digest-told',
  `select every, told_until as "toldUntil", next_at as "nextAt" from notice_digests where member_id = $1`,
);
const eraseDigest = statement(
  'personal-notice-digest-erase',
  'delete from notice_digests where member_id = $1',
);
const erase = statement(
  'personal-notices-erase',
  'delete from notices where member_id = $1 or from_member_id = $1',
);
const eraseSettings = statement(
  'personal-notice-settings-erase',
  'delete from notice_settings where member_id = $1',
);

/** What a member was told, and what others were told with the member's name. Nothing stays. */
@Injectable()
export class PersonalNotices {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'notices',
      tables: {
        notices: { merges: moves(['id'], { once: ['key'] }), leaves: 'nothing', told },
        notice_settings: {
          merges: stays('the survivor keeps the own choice'),
          leaves: 'nothing',
          told: toldSettings,
        },
        notice_digests: {
          merges: stays('the survivor keeps the own choice'),
          leaves: 'nothing',
          told: toldDigest,
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(eraseSettings, [memberId]);
        await transactions.query(eraseDigest, [memberId]);
      },
    });
  }
}
