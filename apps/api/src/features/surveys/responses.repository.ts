import { Injectable } from '@nestjs/common';
import type { AskingChannel, Permission } from '@regulars/contracts';
import {
  keptAnswer,
  recalledAnswer,
  scaleOf,
  type Answer,
  type Answers,
  type SurveyQuestion,
} from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const ofMember = statement(
  'survey-responses-of-member',
  `select id, survey_id as "surveyId", version, state, channels, asked_at as "askedAt" from survey_responses where member_id = $1
   order by asked_at desc, id`,
);
const lockAsking = statement(
  'survey-ask-lock',
  `select pg_advisory_xact_lock(hashtextextended('survey-ask ' || $1::text, 0))::text as locked`,
);
// A member who has left is asked nothing.
const ask = statement(
  'survey-ask',
  `insert into survey_responses (id, survey_id, version, member_id, state, permission, asked_at, touched_at, channels, purchase_id, location_id)
   select $1, $2, $3, $4::uuid, 'asked', $5::jsonb, $6, $6, $7::text[], $8::uuid, $9::uuid where member_status($4) = 'active' on conflict do nothing`,
);
const held = statement(
  'survey-response-held',
  'select id from survey_responses where survey_id = $1 and member_id = $2',
);
const find = statement(
  'survey-response-find',
  `select id, survey_id as "surveyId", version, member_id as "memberId", location_id as "locationId", mode, state, touched_at as "touchedAt",
     thanked_by is not null as thanked
   from survey_responses where id = $1`,
);
const lock = statement('survey-response-lock', 'select id from survey_responses where id = $1 for update');
const answers = statement(
  'survey-answers-of-response',
  'select question, number, choices, words from survey_answers where response_id = $1',
);
const put = statement(
  'survey-answers-put',
  `insert into survey_answers (response_id, survey_id, question, kind, number, choices, words, scale, seconds, answered_at)
   select $1, $2, n.question, n.kind, n.number, n.choices, n.words, n.scale, $4, $5
   from jsonb_to_recordset($3::jsonb) as n(question text, kind text, number double precision, choices text[], words text, scale jsonb)
   on conflict (response_id, question) do update set number = excluded.number, choices = excluded.choices, words = excluded.words,
     answered_at = excluded.answered_at`,
);
const keepOnly = statement(
  'survey-answers-keep-only',
  'delete from survey_answers where response_id = $1 and question <> all($2::text[])',
);
const move = statement(
  'survey-response-move',
  `update survey_responses set state = $2::text, version = $3, next_question = $4, touched_at = $5::timestamptz, sent_at = case when $2::text = 'sent' then $5::timestamptz end
   where id = $1`,
);

export type OwnResponse = RowOf<typeof ofMember>;
export type FoundResponse = RowOf<typeof find>;

/** A member who is signed in, or a person with a link to a response. */
export type SurveyHolder =
  { readonly surveyId: string; readonly memberId: string } | { readonly responseId: string };

/** A member who is asked, and about what. */
export interface Asking {
  readonly surveyId: string;
  readonly version: number;
  readonly memberId: string;
  readonly permission: Permission;
  readonly channels: readonly AskingChannel[];
  readonly purchaseId?: string | null;
  readonly locationId?: string | null;
}

interface Progress {
  readonly state: 'started' | 'sent';
  readonly version: number;
  readonly nextQuestion: string | null;
  readonly at: Date;
}

/** The members who were asked, and what they answered. */
@Injectable()
export class ResponsesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The last asked first. */
  async ofMember(memberId: string): Promise<OwnResponse[]> {
    return this.transactions.query(ofMember, [memberId]);
  }

  /** Until the transaction ends, nobody else asks this member. */
  async lockAsking(memberId: string): Promise<void> {
    await this.transactions.query(lockAsking, [memberId]);
  }

  /** Nothing if the member was asked before. */
  async ask(
    id: string,
    { surveyId, version, memberId, permission, channels, purchaseId = null, locationId = null }: Asking,
    at: Date,
  ): Promise<void> {
    const why = JSON.stringify(permission);
    const about = [channels, purchaseId, locationId] as const;
    await this.transactions.query(ask, [id, surveyId, version, memberId, why, at, ...about]);
  }

  /** Undefined if the member was not asked. */
  async find(holder: SurveyHolder): Promise<FoundResponse | undefined> {
    const id = await this.#idOf(holder);
    return id === undefined ? undefined : this.#byId(id);
  }

  /** As it is under the lock: nobody else answers before the transaction ends. */
  async lock(holder: SurveyHolder): Promise<FoundResponse | undefined> {
    const id = await this.#idOf(holder);
    if (id === undefined) return undefined;
    await this.transactions.query(lock, [id]);
    return this.#byId(id);
  }

  async #byId(id: string): Promise<FoundResponse | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async #idOf(holder: SurveyHolder): Promise<string | undefined> {
    if ('responseId' in holder) return holder.responseId;
    return (await this.transactions.query(held, [holder.surveyId, holder.memberId]))[0]?.id;
  }

  /** Of these questions; null for one that was skipped. */
  async answers(responseId: string, questions: readonly SurveyQuestion[]): Promise<Answers> {
    const rows = await this.transactions.query(answers, [responseId]);
    const known = new Map(rows.map((row) => [row.question, row]));
    return new Map(
      questions.flatMap((question): [string, Answer | null][] => {
        const row = known.get(question.key);
        return row ? [[question.key, recalledAnswer(question, row)]] : [];
      }),
    );
  }

  /** @param seconds until it was answered; null if it is not known */
  async put(
    { id, surveyId }: Pick<FoundResponse, 'id' | 'surveyId'>,
    given: readonly { readonly question: SurveyQuestion; readonly answer: Answer | null }[],
    seconds: number | null,
    at: Date,
  ): Promise<void> {
    const rows = given.map(({ question, answer }) => ({
      question: question.key,
      kind: question.kind,
      scale: scaleOf(question),
      ...(answer === null ? {} : keptAnswer(question, answer)),
    }));
    await this.transactions.query(put, [id, surveyId, JSON.stringify(rows), seconds, at]);
  }

  /** Removes answers to all other questions. */
  async keepOnly(responseId: string, questions: readonly string[]): Promise<void> {
    await this.transactions.query(keepOnly, [responseId, questions]);
  }

  async move(responseId: string, { state, version, nextQuestion, at }: Progress): Promise<void> {
    await this.transactions.query(move, [responseId, state, version, nextQuestion, at]);
  }
}
