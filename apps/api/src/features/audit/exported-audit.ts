import { Injectable } from '@nestjs/common';
import { auditChanges, listAuditEntries, type ReplyOf } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ClubSettings, lastDayText } from '../club/index.ts';
import { AuditLog } from './audit-log.ts';

type Entry = ReplyOf<typeof listAuditEntries>['data'][number];
type Row = Entry & { readonly timeZone: string };

/** The export of the audit log. Like the page, it shows that personal data changed, but not the values. */
@Injectable()
export class ExportedAudit {
  constructor(sources: ExportSources, log: AuditLog, club: ClubSettings) {
    sources.register(
      exportedList(listAuditEntries, {
        kind: 'audit',
        page: async (_, query) => {
          const list = await log.list(query);
          const { timeZone } = await club.current();
          return { ...list, data: list.data.map((entry) => ({ ...entry, timeZone })) };
        },
        columns: {
          id: (row: Row) => row.id,
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

const changesOf = ({ before: old, after: now, names, timeZone }: Row): string | null =>
  auditChanges(old, now, {
    names,
    yes: 'true',
    no: 'false',
    validUntil: (exclusive) => lastDayText(exclusive, timeZone),
  })
    .map(({ field, before, after }) => `${field}: ${before || '–'} → ${after || '–'}`)
    .join('; ') || null;
