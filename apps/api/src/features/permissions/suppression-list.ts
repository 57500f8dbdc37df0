import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  addSuppression,
  checkSuppression,
  listSuppressions,
  QueryOf,
  removeSuppression,
  Suppression,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { readCursor, type Page } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage } from '../../platform/http/sql-order.ts';
import { Suppressions, type Address } from './suppressions.ts';
import { suppressionOrders, SuppressionsRepository, type SuppressionRow } from './suppressions.repository.ts';

/** The suppression list as managers and keys see and change it. */
@Injectable()
export class SuppressionList {
  constructor(
    private readonly repository: SuppressionsRepository,
    private readonly suppressions: Suppressions,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  /** The latest first, unless the caller sorts otherwise. */
  async list(query: QueryOf<typeof listSuppressions>): Promise<Page<Suppression>> {
    const { limit, kind = null, reason = null, source = null } = query;
    const order = sqlOrderOf(query, { sort: 'added', order: 'desc' }, suppressionOrders);
    const cursor = order ? null : readCursor(query.cursor, 'moment', 'id');
    const which = [kind, reason, source] as const;
    const rows = await (order
      ? this.repository.sorted(which, order, limit + 1)
      : this.repository.list(which, cursor && [new Date(cursor[0]), cursor[1]], limit + 1));
    const usual = ({ addedAt, id }: SuppressionRow) => [toInstant(addedAt), id];
    return sqlPage(rows, { limit, order, idOf: ({ id }) => id, usual }, show);
  }

  /** Throws `code-key-missing`. */
  async add(actor: Actor, { reason, ...address }: BodyOf<typeof addSuppression>): Promise<Suppression> {
    const source = sourceOf[actor.kind];
    return this.transactions.run(async () => {
      const { isNew, ...row } = await this.suppressions.add(addressIn(address), { reason, source });
      if (isNew) await this.#record(actor, 'suppression.added', row.id, { reason, kind: row.kind });
      return show(row);
    });
  }

  /** Null if the address is not on the list. */
  async check(body: BodyOf<typeof checkSuppression>): Promise<Suppression | null> {
    const address = addressIn(body);
    const found = await this.suppressions.of({
      email: null,
      phone: null,
      ...{ [address.kind]: address.text },
    });
    const row = found[address.kind];
    return row && show(row);
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, id: string, { because }: QueryOf<typeof removeSuppression>): Promise<void> {
    await this.transactions.run(async () => {
      const row = await this.repository.remove(id);
      if (!row) throw new ClubError('not-found');
      await this.#record(actor, 'suppression.removed', id, { reason: because, kind: row.kind });
    });
  }

  async #record(actor: Actor, action: string, id: string, after: object): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'suppression', id }, after });
  }
}

/** Only people and keys call. */
const sourceOf = { account: 'staff', 'api-key': 'api-key', system: 'staff' } as const satisfies Record<
  Actor['kind'],
  Suppression['source']
>;

/** The contract lets exactly one of them in. */
const addressIn = ({ email, phone = '' }: BodyOf<typeof checkSuppression>): Address =>
  email === undefined ? { kind: 'phone', text: phone } : { kind: 'email', text: email };

const show = ({ id, kind, reason, source, addedAt }: SuppressionRow): Suppression => ({
  id,
  kind,
  reason,
  source,
  addedAt: toInstant(addedAt),
});
