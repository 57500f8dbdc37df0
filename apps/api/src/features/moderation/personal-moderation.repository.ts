import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const toldDecisions = statement(
  'personal-decisions-told',
  `select writing_kind as "about", title, excerpt, text_decision as "text", author_decision as "author", silenced_until as "silencedUntil",
     reason, ground, rule, at, undone_at as "undoneAt", appeal, appealed_at as "appealedAt", appeal_granted as "granted",
     appeal_answer as "answer" from moderation_decisions where member_id = $1 order by at, id`,
);
const toldCases = statement(
  'personal-cases-told',
  `select writing_kind as "about", cause, state, opened_at as "openedAt", decided_at as "decidedAt" from moderation_cases
   where author_id = $1 order by opened_at, id`,
);
const toldReports = statement(
  'personal-reports-told',
  'select reason, text, at from content_reports where member_id = $1 order by at, id',
);
const toldTrust = statement(
  'personal-trust-told',
  'select level, until from community_trust where member_id = $1',
);
const eraseDecisions = statement(
  'personal-decisions-erase',
  `update moderation_decisions set title = null, excerpt = '', reason = case when reason is not null then '' end,
     rule = null, appeal = case when appeal is not null then '' end, appeal_answer = case when appeal_answer is not null then '' end
   where member_id = $1`,
);
const eraseReports = statement(
  'personal-reports-erase',
  `update content_reports set text = '' where member_id = $1`,
);
// Reports of strangers who are named as this person, and what others wrote in a report about a text of the person.
const eraseStrangers = statement(
  'personal-strangers-erase',
  `update content_reports set name = null, email = null, text = '' where email = any($1::text[])`,
);
const eraseReportsAbout = statement(
  'personal-reports-about-erase',
  `update content_reports set text = '' where case_id in (select id from moderation_cases where author_id = $1) and text <> ''`,
);
const eraseTrust = statement('personal-trust-erase', 'delete from community_trust where member_id = $1');
const eraseProofs = statement('personal-proofs-erase', 'delete from passed_proofs where member_id = $1');

/** Decisions about a member and reports of the member: what was decided stays without words. */
@Injectable()
export class PersonalModeration {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'moderation',
      tables: {
        moderation_decisions: { merges: moves(['id']), leaves: 'pseudonym', told: toldDecisions },
        moderation_cases: {
          merges: moves(['id'], { column: 'author_id' }),
          leaves: 'pseudonym',
          told: toldCases,
        },
        content_reports: {
          merges: moves(['id'], { once: ['writing_id'] }),
          leaves: 'pseudonym',
          told: toldReports,
        },
        community_trust: {
          merges: stays('computed from what the member wrote'),
          leaves: 'nothing',
          told: toldTrust,
        },
        passed_proofs: {
          merges: stays('how long a browser computed, once'),
          leaves: 'nothing',
          told: 'only how long a browser computed, once',
        },
      },
      erase: async ({ memberId, emails }) => {
        await transactions.query(eraseDecisions, [memberId]);
        await transactions.query(eraseReports, [memberId]);
        await transactions.query(eraseReportsAbout, [memberId]);
        await transactions.query(eraseStrangers, [emails]);
        await transactions.query(eraseTrust, [memberId]);
        await transactions.query(eraseProofs, [memberId]);
      },
    });
  }
}
