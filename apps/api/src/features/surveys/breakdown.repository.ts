import { Injectable } from '@nestjs/common';
import type { NpsScale, Tallied } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ResultFilter } from './results.repository.ts';
import { statement } from './statements.ts';

// In one pass: small groups, which several processes count together, then their sums. The trend does not ask how many days the rest is about; 0 is before its first month. Only `filter` chooses by version
// and location, as for the tally of results.
const parts = statement(
  'survey-parts',
  `select grouping(month, location_id, tier_id) as part, month, location_id as location, tier_id as tier, number,
     sum(count)::bigint as count, sum(ever)::bigint as ever
   from (
     select month, location_id, tier_id, number, count(*) filter (where counts and ($5::timestamptz is null or sent_at >= $5)) as count,
       count(*) filter (where counts) as ever
     from (
       select width_bucket(r.sent_at, $7::timestamptz[]) as month, r.location_id, r.tier_id, r.sent_at, a.number,
         a.scale = $3::jsonb and ($4::int is null or r.version = $4) and ($6::uuid is null or r.location_id = $6) as counts
       from survey_answers a join survey_responses r on r.id = a.response_id and r.survey_id = $1 and r.state = 'sent'
       where a.survey_id = $1 and a.question = $2 and a.kind = 'nps' and a.number is not null
     ) answer
     group by month, location_id, tier_id, number
   ) counted
   group by grouping sets ((month, number), (location_id, number), (tier_id, number))`,
);

/** How often each score was given, by what the answers are parted by; null for those without. */
export interface PartedScores {
  readonly months: ReadonlyMap<number, Tallied>;
  readonly locations: ReadonlyMap<string | null, Tallied>;
  readonly tiers: ReadonlyMap<string | null, Tallied>;
}

/** What `grouping(month, location_id, tier_id)` says: a bit for each that is not asked about. */
const partedBy = { months: 0b011, locations: 0b101, tiers: 0b110 } as const;

/** Counts scores by month, location and tier. */
@Injectable()
export class BreakdownRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @param months their first moments, the oldest first; they are numbered from 1 */
  async scores(
    { surveyId, version, from, locationId }: ResultFilter,
    question: string,
    scale: NpsScale,
    months: readonly Date[],
  ): Promise<PartedScores> {
    const rows = await this.transactions.query(parts, [
      surveyId,
      question,
      JSON.stringify(scale),
      version,
      from,
      locationId,
      months.map((month) => month.toISOString()),
    ]);
    const tallied = <Key>(part: number, keyOf: (row: (typeof rows)[number]) => Key, ever = false) => {
      const found = new Map<Key, Map<number, number>>();
      for (const row of rows.filter((each) => each.part === part)) {
        const scores = found.get(keyOf(row)) ?? new Map<number, number>();
        found.set(keyOf(row), scores.set(row.number, ever ? row.ever : row.count));
      }
      return found;
    };
    return {
      months: tallied(partedBy.months, ({ month }) => month ?? 0, true),
      locations: tallied(partedBy.locations, ({ location }) => location),
      tiers: tallied(partedBy.tiers, ({ tier }) => tier),
    };
  }
}
