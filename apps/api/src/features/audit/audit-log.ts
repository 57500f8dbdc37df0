import { Injectable } from '@nestjs/common';
import type { listAuditEntries, QueryOf, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { readCursor } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage } from '../../platform/http/sql-order.ts';
import { isId } from '../../platform/ids.ts';
import { Names, type Name } from '../../platform/names.ts';
import { Reader, type Wording } from '../club/index.ts';
import { auditOrders, AuditRepository, type AuditRow } from './audit.repository.ts';

type Reply = ReplyOf<typeof listAuditEntries>;
type Known = ReadonlyMap<string, ReadonlyMap<string, Name>>;

/** All changes, with the person who made them. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly entries: AuditRepository,
    private readonly names: Names,
    private readonly reader: Reader,
  ) {}

  /** Newest first, unless the caller sorts otherwise; with current names. */
  async list(query: QueryOf<typeof listAuditEntries>): Promise<Reply> {
    const { limit, cursor, sort: _, order: __, ...filter } = query;
    const order = sqlOrderOf(query, { sort: 'at', order: 'desc' }, auditOrders);
    const rows = order
      ? await this.entries.sorted(filter, order, limit + 1)
      : await this.entries.list(filter, readCursor(cursor, 'number')?.[0] ?? null, limit + 1);
    const words = new Words(await this.#namesIn(rows), await this.reader.wording());
    return sqlPage(rows, { limit, order, idOf: ({ id }) => id, usual: ({ id }) => [id] }, (row) =>
      show(row, words),
    );
  }

  async #namesIn(rows: readonly AuditRow[]): Promise<Known> {
    const known = new Map<string, Map<string, Name>>();
    for (const [type, ids] of idsByType(rows)) known.set(type, await this.names.of(type, ids));
    return known;
  }
}

/** What the ids in `before` and `after` may refer to. */
const told = ['location', 'member', 'card', 'tier', 'reward'];

const idsByType = (rows: readonly AuditRow[]): Map<string, string[]> => {
  const ids = new Map<string, string[]>();
  const add = (type: string | null, id: string | null): void => {
    if (type !== null && id !== null) ids.set(type, [...(ids.get(type) ?? []), id]);
  };
  for (const row of rows) {
    if (row.actor_kind !== 'system') add(row.actor_kind, row.actor_id);
    add(row.subject_type, row.subject_id);
    add('member', row.member_id);
    for (const id of [...idsIn(row.before), ...idsIn(row.after)]) for (const type of told) add(type, id);
  }
  return ids;
};
const idsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
};

class Words {
  readonly #known: Known;
  readonly #wording: Wording;

  constructor(known: Known, wording: Wording) {
    this.#known = known;
    this.#wording = wording;
  }

  of(type: string, id: string): string | null {
    const name = this.#known.get(type)?.get(id) ?? null;
    return (typeof name === 'string' ? name : this.#wording.of(name)) || null;
  }

  ofAll(ids: readonly string[]): Record<string, string> {
    return Object.fromEntries(
      ids.flatMap((id) => {
        const name = told.map((type) => this.of(type, id)).find((found) => found !== null);
        return name ? [[id, name] as const] : [];
      }),
    );
  }
}

const show = (row: AuditRow, words: Words): Reply['data'][number] => {
  const { actor_kind: kind, actor_id: actorId, subject_type: type, subject_id: subjectId } = row;
  return {
    id: String(row.id),
    at: toInstant(row.at),
    actor: { kind, id: actorId, name: (actorId && words.of(kind, actorId)) || row.actor_name },
    action: row.action,
    subject: type && subjectId ? { type, id: subjectId, name: words.of(type, subjectId) } : null,
    member: row.member_id === null ? null : { id: row.member_id, name: words.of('member', row.member_id) },
    names: words.ofAll([...idsIn(row.before), ...idsIn(row.after)]),
    before: row.before,
    after: row.after,
    requestId: row.request_id,
    address: row.address,
  };
};
