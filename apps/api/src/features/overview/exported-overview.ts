import { Injectable } from '@nestjs/common';
import { getOverview } from '@regulars/contracts';
import { majorUnits } from '@regulars/loyalty';
import { boundTo } from '../../platform/actor.ts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { OverviewFigures } from './overview.ts';

/** The export of the overview's course over time. */
@Injectable()
export class ExportedOverview {
  constructor(sources: ExportSources, figures: OverviewFigures) {
    sources.register(
      exportedList(getOverview, {
        kind: 'overview',
        page: async (actor, { days }) => {
          const { series, currency } = await figures.of(days, boundTo(actor));
          return { data: series.map((row) => ({ ...row, currency })), cursor: { next: null } };
        },
        columns: {
          period: (row) => row.period,
          purchases: (row) => row.purchases,
          revenue: (row) => majorUnits(row.revenue, row.currency),
          currency: (row) => row.currency,
          issued: (row) => row.issued,
          redeemed: (row) => row.redeemed,
          expired: (row) => row.expired,
          given: (row) => row.given,
          taken: (row) => row.taken,
        },
      }),
    );
  }
}
