import { Injectable } from '@nestjs/common';
import { listTiers } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { Reader } from '../club/index.ts';
import { Tiers } from './tiers.ts';

/** The export of tiers, with names in the reader's language. */
@Injectable()
export class ExportedTiers {
  constructor(sources: ExportSources, tiers: Tiers, reader: Reader) {
    sources.register(
      exportedList(listTiers, {
        kind: 'tiers',
        page: async (_, query) => {
          const { of } = await reader.wording();
          const { data, cursor } = await tiers.list(query, of);
          return { data: data.map((tier) => ({ ...tier, named: of(tier.name) })), cursor };
        },
        columns: {
          code: (row) => row.code,
          name: (row) => row.named,
          rank: (row) => row.rank,
          threshold: (row) => row.threshold,
          multiplierPercent: (row) => row.multiplierPercent,
        },
      }),
    );
  }
}
