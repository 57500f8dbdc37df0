import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../actor.ts';
import { Clock } from '../clock.ts';
import { ClubError } from '../club-error.ts';
import { statement } from '../database/statement.ts';
import { Transactions } from '../database/transactions.ts';
import type { ClubRequest } from './contract.ts';

interface Stored {
  fingerprint: string;
  status: number;
  body: unknown;
}

// A twin that is still running holds the lock until it commits, so trying it tells 'in flight' without waiting.
const open = statement(
  'idempotency-open',
  `select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 7)) as free,
          (select row_to_json(stored) from (select fingerprint, status, body from idempotency_keys where scope = $1 and key = $2) stored) as stored`,
);
const keep = statement(
  'idempotency-keep',
  'insert into idempotency_keys (scope, key, fingerprint, status, body, created_at) values ($1, $2, $3, $4, $5, $6)',
);

/** Runs a request once per key; the reply is stored in the transaction of its effect, so both happen or neither. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async once(
    request: ClubRequest,
    reply: FastifyReply,
    status: number,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const scope = scopeOf(request.user);
    const key = readKey(request);
    const fingerprint = fingerprintOf(request);
    await request.beforehand?.();
    try {
      return await this.transactions.run(async () => {
        const stored = await this.#open(scope, key);
        if (stored) return replay(stored, fingerprint, reply);
        const body = await work();
        await this.transactions.parting(keep, [
          scope,
          key,
          fingerprint,
          status,
          JSON.stringify(body ?? null),
          this.clock.date(),
        ]);
        return body;
      });
    } catch (error) {
      if (isLateTwin(error)) throw inFlight();
      throw error;
    }
  }

  async #open(scope: string, key: string): Promise<Stored | null> {
    const [row] = await this.transactions.query<{ free: boolean; stored: Stored | null }>(open, [scope, key]);
    if (row?.stored) return row.stored;
    if (!row?.free) throw inFlight();
    return null;
  }
}

const inFlight = (): ClubError => new ClubError('in-flight', { retryAfterSeconds: 1 });

// The twin committed between our snapshot and our lock: its row is there, our effect was rolled back.
const isLateTwin = (error: unknown): boolean =>
  (error as { constraint?: string } | undefined)?.constraint === 'idempotency_keys_pkey';

const scopeOf = (actor: Actor | null | undefined): string => {
  if (!actor) throw new ClubError('not-signed-in');
  return `${actor.kind}:${actor.id ?? ''}`;
};

const readKey = (request: ClubRequest): string => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.trim() === '') throw new ClubError('idempotency-key-required');
  if (key.length > 255) throw new ClubError('idempotency-key-required', 'At most 255 characters');
  return key;
};

const fingerprintOf = (request: ClubRequest): string =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.input?.body ?? null)}`)
    .digest('base64url');

const replay = (stored: Stored, fingerprint: string, reply: FastifyReply): unknown => {
  if (stored.fingerprint !== fingerprint) throw new ClubError('idempotency-key-reused');
  void reply.status(stored.status).header('idempotent-replayed', 'true');
  return stored.body;
};
