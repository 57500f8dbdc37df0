import { Injectable } from '@nestjs/common';
import { listMemberScores, type ScoredMember } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { MemberScores } from './member-scores.ts';

/** The export of the scores of members. */
@Injectable()
export class ExportedScores {
  constructor(sources: ExportSources, scores: MemberScores) {
    sources.register(
      exportedList(listMemberScores, {
        kind: 'scores',
        page: (_, query) => scores.list(query),
        columns: {
          memberId: (row: ScoredMember) => row.memberId,
          member: (row) => row.name,
          group: (row) => row.group.name,
          recencyScore: (row) => row.recency,
          frequencyScore: (row) => row.frequency,
          monetaryScore: (row) => row.monetary,
          valueClass: (row) => row.class,
          daysSince: (row) => row.days,
          purchases: (row) => row.purchases,
          valueMinorUnits: (row) => row.value,
          currency: (row) => row.currency,
          rank: (row) => row.rank,
          ownScores: (row) => row.own.map(({ key, value }) => `${key}: ${value}`).join('; ') || null,
        },
      }),
    );
  }
}
