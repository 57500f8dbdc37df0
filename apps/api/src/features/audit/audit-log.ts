import { Injectable } from '@nestjs/common';
import type { listAuditEntries, QueryOf, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { AuditRepository, type AuditRow } from './audit.repository.ts';

type Reply = ReplyOf<typeof listAuditEntries>;

/** Who changed what. */
@Injectable()
export class AuditLog {
  constructor(private readonly entries: AuditRepository) {}

  /** Newest first. */
  async list({ limit, cursor, ...filter }: QueryOf<typeof listAuditEntries>): Promise<Reply> {
    const rows = await this.entries.list(filter, readCursor(cursor, 'number')?.[0] ?? null, limit + 1);
    return page(rows, limit, show, ({ id }) => [id]);
  }
}

const show = (row: AuditRow): Reply['data'][number] => ({
  id: String(row.id),
  at: toInstant(row.at),
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  action: row.action,
  subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null,
  before: row.before,
  after: row.after,
});
