import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { SurveyLinksRepository } from './links.repository.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-surveys-told',
  `select r.survey_id as "survey", r.version, r.state, r.asked_at as "askedAt", r.sent_at as "sentAt", r.tags,
     coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('question', a.question, 'number', a.number, 'choices', a.choices,
         'words', a.words, 'answeredAt', a.answered_at)) order by a.answered_at, a.question)
       from survey_answers a where a.response_id = r.id), '[]') as answers
   from survey_responses r where r.member_id = $1 order by r.asked_at, r.id`,
);
const erase = statement(
  'personal-surveys-erase',
  `update survey_answers set words = null where words is not null and response_id in (select id from survey_responses where member_id = $1)`,
);

const heard = statement(
  'personal-surveys-heard',
  `select n.survey_id as "survey", n.text, d.channels, d.told_at as "toldAt", d.dismissed_at as "dismissedAt"
   from survey_news_readers d join survey_news n on n.id = d.news_id where d.member_id = $1 order by d.told_at, d.news_id`,
);
const forget = statement('personal-surveys-forget', `delete from survey_news_readers where member_id = $1`);

const untag = statement(
  'personal-surveys-untag',
  `update survey_responses set tags = '{}' where member_id = $1 and tags <> '{}'`,
);

/** Scores and choices stay under the member's id, as the figures count them. What the member wrote goes, with the tags that the team gave to it and the links to it. */
@Injectable()
export class PersonalSurveys {
  constructor(personal: PersonalData, transactions: Transactions, links: SurveyLinksRepository) {
    personal.register({
      name: 'surveys',
      tables: {
        survey_responses: { merges: moves(['id'], { once: ['survey_id'] }), leaves: 'pseudonym', told },
        survey_news_readers: {
          merges: moves(['news_id'], { once: ['news_id'] }),
          leaves: 'nothing',
          told: heard,
        },
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(untag, [memberId]);
        await links.removeOf(memberId);
        await transactions.query(forget, [memberId]);
      },
    });
  }
}
