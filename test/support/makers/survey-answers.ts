import type { TestApp } from '../app.ts';
import { rowsOf } from '../rows.ts';

/** What many members sent, without their accounts. */
export interface SentAnswers {
  readonly score: number;
  readonly count: number;
  readonly sentAt?: Date;
  readonly locationId?: string | null;
  readonly tierId?: string | null;
}

/** Writes rows, because asking each member takes a while. The survey is that of `makeSurvey`. */
export const sendAnswers = async (
  api: TestApp,
  surveyId: string,
  { score, count, sentAt = new Date(api.clock.now()), locationId = null, tierId = null }: SentAnswers,
): Promise<void> => {
  await rowsOf(
    api,
    `with sent as (
       insert into survey_responses (id, survey_id, version, member_id, state, asked_at, touched_at, sent_at, location_id, tier_id)
       select gen_random_uuid(), $1::uuid, 1, gen_random_uuid(), 'sent', $3::timestamptz, $3::timestamptz, $3::timestamptz, $4::uuid, $5::uuid
       from generate_series(1, $2::int) returning id
     )
     insert into survey_answers (response_id, survey_id, question, kind, number, scale, seconds, answered_at)
     select id, $1, 'score', 'nps', $6::int, '{"min": 0, "max": 10, "detractorMax": 6, "promoterMin": 9}', 7, $3 from sent`,
    [surveyId, count, sentAt.toISOString(), locationId, tierId, score],
  );
};
