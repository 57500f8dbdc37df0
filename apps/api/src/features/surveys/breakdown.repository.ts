import { Injectable } from '@nestjs/common';
import type { NpsScale, Tallied } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ResultFilter } from './results.repository.ts';
import { statement } from './statements.ts';

// In one pass: small groups, which several processes count together, then their sums. The trend does not ask how many days the rest is
// about; 0 is before its first month. All locations are counted, also for one: what may be said about it depends on the others.
const parts = statement(
  'survey-parts',
  `select grouping(month, tier_id) as part, month, location_id as location, tier_id as tier, number,
     sum(count)::bigint as count, sum(ever)::bigint as ever
   from (
     select month, location_id, tier_id, number, count(*) filter (where counts and ($5::timestamptz is null or sent_at >= $5)) as count,
       count(*) filter (where counts) as ever
     from (
       select width_bucket(r.sent_at, $6::timestamptz[]) as month, r.location_id, r.tier_id, r.sent_at, a.number,
         a.scale = $3::jsonb and ($4::int is null or r.version = $4) and ($7::text is null or r.mode = $7) as counts
       from survey_answers a join survey_responses r on r.id = a.response_id and r.survey_id = $1 and r.state = 'sent'
       where a.survey_id = $1 and a.question = $2 and a.kind = 'nps' and a.number is not null
     ) answer
     group by month, location_id, tier_id, number
   ) counted
   group by grouping sets ((month, location_id, number), (location_id, tier_id, number))`,
);

/** How often each score was given at a place; null for those without one. */
export interface ScoresAt<Column> {
  readonly row: string | null;
  readonly column: Column;
  readonly scores: Tallied;
}

export interface PlacedScores {
  readonly months: readonly ScoresAt<number>[];
  readonly tiers: readonly ScoresAt<string | null>[];
}

/** What `grouping(month, tier_id)` says: a bit for each that is not asked about. */
const partedBy = { months: 0b01, tiers: 0b10 } as const;

/** Counts scores of locations, by month and by tier. */
@Injectable()
export class BreakdownRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @param months their first moments, the oldest first; they are numbered from 1 */
  async scores(
    { surveyId, version, from, mode }: ResultFilter,
    question: string,
    scale: NpsScale,
    months: readonly Date[],
  ): Promise<PlacedScores> {
    const rows = await this.transactions.query(parts, [
      surveyId,
      question,
      JSON.stringify(scale),
      version,
      from,
      months.map((month) => month.toISOString()),
      mode,
    ]);
    const placed = <Column>(
      part: number,
      columnOf: (row: PartRow) => Column,
      countOf: (row: PartRow) => number,
    ) => {
      const found = Map.groupBy(
        rows.filter((row) => row.part === part),
        ({ location }) => location,
      );
      return [...found].flatMap(([row, ofRow]) =>
        [...Map.groupBy(ofRow, columnOf)].map(([column, cell]) => ({
          row,
          column,
          scores: new Map(cell.map((each) => [each.number, countOf(each)])),
        })),
      );
    };
    return {
      months: placed(
        partedBy.months,
        ({ month }) => month ?? 0,
        ({ ever }) => ever,
      ),
      tiers: placed(
        partedBy.tiers,
        ({ tier }) => tier,
        ({ count }) => count,
      ),
    };
  }
}

type PartRow = RowOf<typeof parts>;
