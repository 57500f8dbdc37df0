import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-audit-told',
  `select at, action, actor_kind as "actorKind", before, after from audit_entries
   where member_id = $1 or subject_id = $1::text order by id`,
);
const erase = statement('personal-audit-erase', 'select erase_audit_words($1, $2, $3)');

/** Entries of the audit log stay, without words: who did what when, ids and figures. */
@Injectable()
export class PersonalAudit {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'audit',
      tables: { audit_entries: { merges: stays('who did what to whom'), leaves: 'pseudonym', told } },
      erase: async ({ memberId, accountId, things }) => {
        await transactions.query(erase, [memberId, accountId, things]);
      },
    });
  }
}
