import { Injectable } from '@nestjs/common';
import { listBudgets, type SharedBudget } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { SharedBudgets } from './shared-budgets.ts';

/** The export of the budgets of the club and of locations. */
@Injectable()
export class ExportedBudgets {
  constructor(sources: ExportSources, budgets: SharedBudgets) {
    sources.register(
      exportedList(listBudgets, {
        kind: 'budgets',
        page: (_, query) => budgets.list(query),
        columns: {
          id: (row: SharedBudget) => row.id,
          kind: (row) => (row.location ? 'location' : 'club'),
          locationName: (row) => row.location?.name ?? null,
          per: (row) => row.per,
          points: (row) => row.points,
          used: (row) => row.used,
          validFrom: (row) => row.since,
        },
      }),
    );
  }
}
