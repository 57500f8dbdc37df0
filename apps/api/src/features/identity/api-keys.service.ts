import { Injectable } from '@nestjs/common';
import type { listApiKeys, QueryOf, Scope } from '@regulars/contracts';
import { type Actor, type KeyActor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { noteInLog } from '../../platform/log/index.ts';
import { ApiKeysRepository, type ApiKey } from './api-keys.repository.ts';
import { hashToken, newToken } from './tokens.ts';

export type { ApiKey };

const touchEveryMs = 60_000;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly (Scope | '*')[];
  readonly locations: readonly string[];
}

/**
 * API keys. The secret is shown once. Only an admin in a browser creates keys, so no key can extend its own
 * rights.
 */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async recognise(secret: string): Promise<KeyActor | null> {
    const row = await this.keys.find(hashToken(secret));
    if (!row) return this.#noteUnknown(secret);
    if (row.last_used_at === null) noteInLog({ event: 'key.first-used' });
    const now = this.clock.date();
    if (now.getTime() - (row.last_used_at?.getTime() ?? 0) > touchEveryMs) await this.keys.touch(row.id, now);
    const { id, name, scopes, location_ids: locationIds, made_by: madeBy } = row;
    return { kind: 'api-key', id, name, scopes, locationIds, madeBy };
  }

  /** Keys created by a person, including revoked ones. */
  async idsMadeBy(accountId: string): Promise<string[]> {
    return this.keys.idsMadeBy(accountId);
  }

  async #noteUnknown(secret: string): Promise<null> {
    const id = await this.keys.findRevoked(hashToken(secret));
    noteInLog(id === undefined ? { reason: 'unknown-key' } : { reason: 'key-revoked', key: id });
    return null;
  }

  /** Newest first, unless the caller sorts otherwise. */
  async list(query: QueryOf<typeof listApiKeys> = {}): Promise<Page<ApiKey>> {
    const keys = await this.keys.list();
    return sortedPage(
      keys,
      { ...query, limit: keys.length },
      {
        by: {
          created: ({ createdAt }) => createdAt.getTime(),
          name: ({ name }) => name,
          used: ({ lastUsedAt }) => lastUsedAt?.getTime() ?? null,
        },
        usual: 'created',
        usualOrder: 'desc',
      },
    );
  }

  async create(
    actor: Actor,
    { name, scopes, locations }: NewApiKey,
  ): Promise<{ row: ApiKey; secret: string }> {
    const secret = `rk_live_${newToken()}`;
    return this.transactions.run(async () => {
      const row = await this.keys.insert({
        id: newId(),
        name,
        prefix: secret.slice(0, 13),
        secretHash: hashToken(secret),
        scopes: [...scopes],
        locationIds: [...locations],
        createdAt: this.clock.date(),
        madeBy: actor.kind === 'account' ? actor.id : null,
      });
      await this.audit.record(actor, {
        action: 'api-key.created',
        subject: { type: 'api-key', id: row.id },
        after: { name, scopes, locations },
      });
      return { row, secret };
    });
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const row = await this.keys.revoke(id, this.clock.date());
      if (!row) throw new ClubError('not-found');
      await this.audit.record(actor, {
        action: 'api-key.revoked',
        subject: { type: 'api-key', id },
        before: { name: row.name },
      });
    });
  }
}
