import { Injectable } from '@nestjs/common';
import { npsAnswersOf, type NpsPartName } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ResultFilter } from './results.repository.ts';
import { statement } from './statements.ts';

const columns = `r.id, r.version, r.sent_at as "sentAt", r.member_id as "memberId", member_name(r.member_id) as "memberName",
  r.location_id as "locationId", r.receipt, r.tier_id as "tierId", r.tags, r.mode, r.taken_by as "takenById"`;
/** The first anonymous answers would be those of the members who were asked first. */
const isShown = `(r.mode <> 'anonymous' or 5 <= (select count(*) from survey_responses n where n.survey_id = $1 and n.mode = 'anonymous' and n.state = 'sent'))`;
/** Those that a filter asks for. */
const chosen = `r.survey_id = $1 and r.state = 'sent' and ${isShown} and ($2::int is null or r.version = $2) and ($3::timestamptz is null or r.sent_at >= $3)
     and ($4::uuid is null or r.location_id = $4) and ($5::text is null or r.mode = $5)`;
/** Words, without days. */
const wrote = `exists (select from survey_answers w where w.response_id = r.id and w.words is not null and w.kind <> 'date'
  and ($6::text is null or strpos(lower(w.words), $6) > 0))`;
const list = statement(
  'survey-responses-list',
  `select ${columns} from survey_responses r
   where ${chosen} and (($6::text is null and not $7::boolean) or ${wrote})
     and ($8::text is null or $8 = any(r.tags))
     and ($9::text is null or exists (
       select from survey_answers n join jsonb_to_recordset($10::jsonb) as part(scale jsonb, numbers jsonb)
         on n.scale = part.scale and part.numbers @> to_jsonb(n.number)
       where n.response_id = r.id and n.question = $9 and n.kind = 'nps'))
     and ($11::timestamptz is null or (r.sent_at, r.id) < ($11, $12::uuid))
   order by r.sent_at desc, r.id desc limit $13`,
);
const one = statement(
  'survey-responses-one',
  `select ${columns} from survey_responses r where r.survey_id = $1 and r.id = $2 and r.state = 'sent' and ${isShown}`,
);
const answers = statement(
  'survey-answers-of-responses',
  `select response_id as "responseId", question, kind, number, choices, words, scale from survey_answers
   where response_id = any($1::uuid[]) and (number is not null or choices is not null or words is not null)`,
);
const tags = statement(
  'survey-tags',
  `select tag, count(*) as answers from survey_responses r cross join lateral unnest(r.tags) as given(tag)
   where ${chosen} group by tag order by answers desc, tag`,
);
const comments = statement(
  'survey-comments',
  `select count(distinct a.response_id) as comments from survey_answers a join survey_responses r on r.id = a.response_id
   where a.survey_id = $1 and a.words is not null and a.kind <> 'date' and ${chosen}`,
);
const tagged = statement(
  'survey-response-tagged',
  `update survey_responses set tags = $3::text[] where survey_id = $1 and id = $2 and state = 'sent'`,
);

export type ResponseRow = RowOf<typeof list>;
export type AnswerRow = RowOf<typeof answers>;

export interface ListedFilter extends ResultFilter {
  /** A part of what was written; null for any. */
  readonly words: string | null;
  /** Only those who wrote something. */
  readonly isComment: boolean;
  readonly tag: string | null;
  /** Of the scores of a question. */
  readonly part: { readonly question: string; readonly name: NpsPartName } | null;
}

/** Reads and tags the answers that members sent. */
@Injectable()
export class AnswerListRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. */
  async list(
    { surveyId, version, from, locationId, mode, words, isComment, tag, part }: ListedFilter,
    after: readonly [moment: string, id: string] | null,
    limit: number,
  ): Promise<ResponseRow[]> {
    return this.transactions.query(list, [
      surveyId,
      version,
      from,
      locationId,
      mode,
      words?.toLowerCase() ?? null,
      isComment,
      tag,
      part?.question ?? null,
      part && JSON.stringify(npsAnswersOf(part.name)),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
  }

  async find(surveyId: string, responseId: string): Promise<ResponseRow | undefined> {
    return (await this.transactions.query(one, [surveyId, responseId]))[0];
  }

  /** By the response; what was skipped is not there. */
  async answersOf(responseIds: readonly string[]): Promise<ReadonlyMap<string, AnswerRow[]>> {
    const rows = await this.transactions.query(answers, [responseIds]);
    return Map.groupBy(rows, ({ responseId }) => responseId);
  }

  /** The most used first, and how many wrote something. */
  async tags({
    surveyId,
    version,
    from,
    locationId,
    mode,
  }: ResultFilter): Promise<{ data: { tag: string; answers: number }[]; comments: number }> {
    const values = [surveyId, version, from, locationId, mode] as const;
    const data = await this.transactions.query(tags, values);
    const [counted] = await this.transactions.query(comments, values);
    return {
      data: data.map(({ tag, answers: count }) => ({ tag, answers: count })),
      comments: counted?.comments ?? 0,
    };
  }

  async tag(surveyId: string, responseId: string, given: readonly string[]): Promise<void> {
    await this.transactions.query(tagged, [surveyId, responseId, given]);
  }
}
