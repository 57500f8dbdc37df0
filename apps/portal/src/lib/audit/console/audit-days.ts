import type { listAuditEntries, ReplyOf } from '@regulars/contracts';

export type AuditEntry = ReplyOf<typeof listAuditEntries>['data'][number];

/** Entries of one day in the club's time zone, in their order. */
export interface AuditDay {
  readonly day: string;
  readonly entries: AuditEntry[];
}

export function byDay(entries: readonly AuditEntry[], timeZone: string): AuditDay[] {
  const days: AuditDay[] = [];
  for (const entry of entries) {
    const day = Temporal.Instant.from(entry.at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
