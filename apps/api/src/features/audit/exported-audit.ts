import { Injectable } from '@nestjs/common';
import { auditChanges, listAuditEntries, type ReplyOf } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { AuditLog } from './audit-log.ts';

type Entry = ReplyOf<typeof listAuditEntries>['data'][number];

/** The export of the audit log. Like the page, it shows that personal data changed, but not the values. */
@Injectable()
export class ExportedAudit {
  constructor(sources: ExportSources, log: AuditLog) {
    sources.register(
      exportedList(listAuditEntries, {
        kind: 'audit',
        page: (_, query) => log.list(query),
        columns: {
          id: (row: Entry) => row.id,
          at: (row) => row.at,
          actorKind: (row) => row.actor.kind,
          actor: (row) => row.actor.name,
          action: (row) => row.action,
          subjectType: (row) => row.subject?.type ?? null,
          subject: (row) => row.subject?.name ?? row.subject?.id ?? null,
          member: (row) => row.member?.name ?? row.member?.id ?? null,
          changes: changesOf,
          address: (row) => row.address,
          requestId: (row) => row.requestId,
        },
      }),
    );
  }
}

const changesOf = ({ before: old, after: now, names }: Entry): string | null =>
  auditChanges(old, now, { names, yes: 'true', no: 'false', validUntil: (moment) => moment })
    .map(({ field, before, after }) => `${field}: ${before || '–'} → ${after || '–'}`)
    .join('; ') || null;
