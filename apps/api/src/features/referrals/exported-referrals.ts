import { Injectable } from '@nestjs/common';
import { listReferrals } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { Referrals } from './referrals.ts';

/** The export of referrals. */
@Injectable()
export class ExportedReferrals {
  constructor(sources: ExportSources, referrals: Referrals) {
    sources.register(
      exportedList(listReferrals, {
        kind: 'referrals',
        page: async (_, query) => referrals.list(query),
        columns: {
          id: (row) => row.id,
          state: (row) => row.state,
          memberId: (row) => row.member?.id ?? null,
          member: (row) => row.member?.displayName ?? null,
          friendId: (row) => row.friend?.id ?? null,
          friend: (row) => row.friend?.displayName ?? null,
          joinedAt: (row) => row.joinedAt,
          points: (row) => row.points.member,
          friendPoints: (row) => row.points.friend,
          signs: (row) => row.signs.join(' '),
          reason: (row) => row.reason,
        },
      }),
    );
  }
}
