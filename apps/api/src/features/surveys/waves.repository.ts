import { Injectable } from '@nestjs/common';
import type { NpsScale, Tallied } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const waves = statement(
  'survey-waves',
  `select wave, number, count(*) as count
   from (
     select a.number,
       ($4::timestamptz is null or r.sent_at >= $4) and ($5::timestamptz is null or r.sent_at < $5) and ($6::int is null or r.version = $6) as first,
       ($7::timestamptz is null or r.sent_at >= $7) and ($8::timestamptz is null or r.sent_at < $8) and ($9::int is null or r.version = $9) as second
     from survey_answers a join survey_responses r on r.id = a.response_id and r.survey_id = $1 and r.state = 'sent'
     where a.survey_id = $1 and a.question = $2 and a.kind = 'nps' and a.number is not null and a.scale = $3::jsonb
   ) answer cross join lateral (select case when first then 1 when second then 2 else 0 end as wave) found
   group by wave, number`,
);

/** Some answers; null for no limit. */
export interface Wave {
  readonly from: Date | null;
  /** Exclusive. */
  readonly until: Date | null;
  readonly version: number | null;
}

/** Counts the scores of waves that have no answer in common. */
@Injectable()
export class WavesRepository {
  constructor(private readonly transactions: Transactions) {}

  async scores(
    surveyId: string,
    question: string,
    scale: NpsScale,
    [first, second]: readonly [Wave, Wave],
  ): Promise<[Tallied, Tallied]> {
    const limits = [
      first.from,
      first.until,
      first.version,
      second.from,
      second.until,
      second.version,
    ] as const;
    const rows = await this.transactions.query(waves, [surveyId, question, JSON.stringify(scale), ...limits]);
    const of = (wave: number): Tallied =>
      new Map(
        rows.flatMap((row) => (row.wave === wave && row.number !== null ? [[row.number, row.count]] : [])),
      );
    return [of(1), of(2)];
  }
}
