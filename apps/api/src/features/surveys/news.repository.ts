import { Injectable } from '@nestjs/common';
import type { Permission, Texts } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Members who answered by name: an anonymous survey keeps no answers with its members.
const answered = `r.state = 'sent' and r.member_id is not null and member_status(r.member_id) = 'active'
     and exists (select from survey_answers a where a.response_id = r.id)`;
const list = statement(
  'survey-news-list',
  `select n.id, n.text, n.written_at as "writtenAt", n.sent_at as "sentAt",
     (select count(*) from survey_responses r where r.survey_id = n.survey_id and (n.sent_at is null or r.sent_at <= n.sent_at)
       and ${answered}) as receivers,
     (select count(*) from survey_news_readers d where d.news_id = n.id) as told
   from survey_news n where n.survey_id = $1 order by n.written_at desc, n.id desc`,
);
const add = statement(
  'survey-news-add',
  `insert into survey_news (id, survey_id, text, written_at) values ($1, $2, $3::jsonb, $4)`,
);
const replace = statement(
  'survey-news-replace',
  `update survey_news set text = $3::jsonb where survey_id = $1 and id = $2 and sent_at is null returning id`,
);
const remove = statement(
  'survey-news-remove',
  `delete from survey_news where survey_id = $1 and id = $2 and sent_at is null returning id`,
);
const markSent = statement(
  'survey-news-sent',
  `update survey_news set sent_at = $3 where survey_id = $1 and id = $2 and sent_at is null returning id`,
);
const waiting = statement(
  'survey-news-waiting',
  `select distinct r.member_id as "memberId", n.text
   from survey_news n join survey_responses r on r.survey_id = n.survey_id and r.sent_at <= n.sent_at
   where n.id = $1 and ($2::uuid is null or r.member_id > $2) and ${answered}
   order by "memberId" limit $3`,
);
const tell = statement(
  'survey-news-tell',
  `insert into survey_news_readers (news_id, member_id, channels, permission, told_at) values ($1, $2, $3::text[], $4::jsonb, $5)
   on conflict do nothing`,
);
const own = statement(
  'survey-news-own',
  `select n.id, n.text, d.told_at as "toldAt" from survey_news_readers d join survey_news n on n.id = d.news_id
   where d.member_id = $1 and d.dismissed_at is null and 'portal' = any(d.channels) order by d.told_at desc, n.id desc limit 10`,
);
const dismiss = statement(
  'survey-news-dismiss',
  `update survey_news_readers set dismissed_at = coalesce(dismissed_at, $3) where news_id = $1 and member_id = $2 returning news_id as id`,
);

export type NewsRow = RowOf<typeof list>;
export type WaitingReader = RowOf<typeof waiting>;

/** Keeps what a club changed because of a survey, and who was told. */
@Injectable()
export class NewsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. */
  async list(surveyId: string): Promise<NewsRow[]> {
    return this.transactions.query(list, [surveyId]);
  }

  async add(surveyId: string, id: string, text: Texts, at: Date): Promise<void> {
    await this.transactions.query(add, [id, surveyId, JSON.stringify(text), at]);
  }

  /** False for one that was sent. */
  async replace(surveyId: string, id: string, text: Texts): Promise<boolean> {
    return (await this.transactions.query(replace, [surveyId, id, JSON.stringify(text)])).length > 0;
  }

  /** False for one that was sent. */
  async remove(surveyId: string, id: string): Promise<boolean> {
    return (await this.transactions.query(remove, [surveyId, id])).length > 0;
  }

  /** False for one that was sent before. */
  async markSent(surveyId: string, id: string, at: Date): Promise<boolean> {
    return (await this.transactions.query(markSent, [surveyId, id, at])).length > 0;
  }

  /** The next members who answered before it was sent, by their ids. */
  async waiting(newsId: string, after: string | null, limit: number): Promise<WaitingReader[]> {
    return this.transactions.query(waiting, [newsId, after, limit]);
  }

  async tell(
    newsId: string,
    memberId: string,
    channels: readonly string[],
    permission: Permission,
    at: Date,
  ): Promise<void> {
    await this.transactions.query(tell, [newsId, memberId, channels, JSON.stringify(permission), at]);
  }

  /** What the member has not put away, the newest first. */
  async own(memberId: string): Promise<RowOf<typeof own>[]> {
    return this.transactions.query(own, [memberId]);
  }

  /** False for one that the member was not told. */
  async dismiss(newsId: string, memberId: string, at: Date): Promise<boolean> {
    return (await this.transactions.query(dismiss, [newsId, memberId, at])).length > 0;
  }
}
