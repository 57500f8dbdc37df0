import { Injectable } from '@nestjs/common';
import { listMails, type Mail } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { KeptMails } from './kept-mails.ts';

/** The export of the list of stored e-mails, without their content. */
@Injectable()
export class ExportedMails {
  constructor(sources: ExportSources, mails: KeptMails) {
    sources.register(
      exportedList(listMails, {
        kind: 'mails',
        page: (actor, query) => mails.list(actor, query),
        columns: {
          id: (row: Mail) => row.id,
          to: (row) => row.to,
          title: (row) => row.subject,
          template: (row) => row.template,
          sentAt: (row) => row.sentAt,
        },
      }),
    );
  }
}
