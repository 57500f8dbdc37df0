import { Injectable } from '@nestjs/common';
import { listSuppressions, type Suppression } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { SuppressionList } from './suppression-list.ts';

/** The export of the suppression list. There are no addresses in it, because only hashes are kept. */
@Injectable()
export class ExportedSuppressions {
  constructor(sources: ExportSources, list: SuppressionList) {
    sources.register(
      exportedList(listSuppressions, {
        kind: 'suppressions',
        page: (_, query) => list.list(query),
        columns: {
          id: (row: Suppression) => row.id,
          kind: (row) => row.kind,
          reason: (row) => row.reason,
          source: (row) => row.source,
          addedAt: (row) => row.addedAt,
        },
      }),
    );
  }
}
