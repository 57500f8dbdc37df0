import { Injectable } from '@nestjs/common';
import { listMemberBulks, type MemberBulk } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { Reader } from '../club/index.ts';
import { BulkBooks } from './bulk-books.service.ts';

/** The export of bulk changes, with the name of the coupon or reward that each gave. */
@Injectable()
export class ExportedBulks {
  constructor(sources: ExportSources, books: BulkBooks, reader: Reader) {
    sources.register(
      exportedList(listMemberBulks, {
        kind: 'bulks',
        page: async (actor, query) => {
          const { of } = await reader.wording();
          const list = await books.list(actor, query);
          return { ...list, data: list.data.map((bulk) => ({ ...bulk, named: of(bulk.gives?.name) })) };
        },
        columns: {
          id: (row: NamedBulk) => row.id,
          kind: (row) => row.kind,
          name: (row) => row.named,
          points: (row) => row.points,
          state: (row) => row.state,
          dryRun: (row) => row.dryRun,
          undoes: (row) => row.undoes,
          members: (row) => row.progress.total,
          changed: (row) => row.counts.changed,
          notChanged: (row) => row.counts.refused,
          actor: (row) => row.askedBy,
          createdAt: (row) => row.createdAt,
        },
      }),
    );
  }
}

type NamedBulk = MemberBulk & { readonly named: string };
