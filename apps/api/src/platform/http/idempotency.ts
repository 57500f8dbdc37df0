import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { staff, type Role, type Operation } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { hasRole, mayWorkAt, type Actor } from '../actor.ts';
import { Clock } from '../clock.ts';
import { ClubError } from '../club-error.ts';
import { Transactions } from '../database/transactions.ts';
import type { ClubRequest } from './contract.ts';
import { membersNamed } from './members-named.ts';
import { statement } from './statements.ts';
import type { StoredReply } from './stored-reply.ts';

/** What runs under a key. */
interface RunningCall {
  /** Null if it belongs to no location. */
  locationId: string | null;
}

// A twin that is still running holds the lock until it commits, so trying the lock reveals 'in flight' without
// waiting.
const open = statement(
  'idempotency-open',
  `select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 7)) as free,
          (select row_to_json(stored) from (select fingerprint, status, body, location_id, erased from idempotency_keys where scope = $1 and key = $2) stored) as stored`,
);
// After a rollback, in a separate statement that sees what a twin has committed.
const find = statement(
  'idempotency-find',
  'select fingerprint, status, body, location_id, erased from idempotency_keys where scope = $1 and key = $2',
);
const keep = statement(
  'idempotency-keep',
  `insert into idempotency_keys (scope, key, fingerprint, status, body, created_at, location_id, member_id, noted)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/**
 * Runs a request once per key. The reply is stored in the transaction of its effect, so both happen or neither.
 * Staff share their keys, so that a colleague can repeat an unanswered request (ADR 17).
 */
@Injectable()
export class Idempotency {
  readonly #running = new AsyncLocalStorage<RunningCall>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `idempotency-key-required`, `idempotency-key-reused`, `in-flight`; `not-allowed` if the reply
   * belongs to another location.
   */
  async once(
    endpoint: Operation,
    request: ClubRequest,
    reply: FastifyReply,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const actor = actorOf(request);
    const scope = scopeOf(endpoint, actor, request);
    const key = readKey(request);
    const fingerprint = fingerprintOf(request);
    let worked = false;
    let written: string | null = null;
    try {
      const answer = await this.transactions.run(async () => {
        const stored = await this.#open(scope, key);
        if (stored) return replay(stored, fingerprint, actor, reply);
        worked = true;
        const call: RunningCall = { locationId: null };
        const body = await this.#running.run(call, work);
        written = JSON.stringify(body ?? null);
        const [member = null, ...others] = membersNamed(endpoint, request, body);
        await this.transactions.parting(keep, [
          scope,
          key,
          fingerprint,
          reply.statusCode,
          written,
          this.clock.date(),
          call.locationId,
          member,
          others.length === 0,
        ]);
        return body;
      });
      if (written !== null && answer !== undefined) sendAs(reply, answer, written);
      return answer;
    } catch (error) {
      const twin = worked && mayBeOfTwin(error) ? await this.#find(scope, key) : null;
      if (twin) return replay(twin, fingerprint, actor, reply);
      throw isLateTwin(error) ? inFlight() : error;
    }
  }

  /** Location of the current request. Only people who work there get its stored reply. */
  actsAt(locationId: string): void {
    const call = this.#running.getStore();
    if (call) call.locationId = locationId;
  }

  async #open(scope: string, key: string): Promise<StoredReply | null> {
    const [row] = await this.transactions.query(open, [scope, key]);
    if (row?.stored) return row.stored;
    if (!row?.free) throw inFlight();
    return null;
  }

  async #find(scope: string, key: string): Promise<StoredReply | undefined> {
    return (await this.transactions.query(find, [scope, key]))[0];
  }
}

// The twin committed between our snapshot and our lock. It did what ours was refused for, and its reply is
// ours.
const mayBeOfTwin = (error: unknown): boolean => error instanceof ClubError || isLateTwin(error);

const inFlight = (): ClubError => new ClubError('in-flight', { retryAfterSeconds: 1 });

// Our effect was not refused, but the twin's row exists: ours was rolled back.
const isLateTwin = (error: unknown): boolean =>
  (error as { constraint?: string } | undefined)?.constraint === 'idempotency_keys_pkey';

const actorOf = ({ user }: ClubRequest): Actor => {
  if (!user) throw new ClubError('not-signed-in');
  return user;
};

/** Callers with the same key mean the same call: an API key, a person for themselves, or staff as one group. */
const scopeOf = (endpoint: Operation, actor: Actor, request: ClubRequest): string =>
  hasRole(actor, ...staff) && !isForOneself(endpoint, request) ? 'staff' : `${actor.kind}:${actor.id ?? ''}`;

/** Staff may also be members. Calls for members only, or that could name a member but do not, are their own. */
const isForOneself = ({ access, body }: Operation, { input }: ClubRequest): boolean => {
  const roles: readonly Role[] = typeof access === 'object' ? access.roles : [];
  if (!roles.includes('member')) return false;
  if (!roles.some((role) => role !== 'member')) return true;
  return body !== undefined && (input?.body as { memberId?: string } | undefined)?.memberId === undefined;
};

/** The text that was stored is sent: to write a large reply twice takes as long as to decide it. */
const sendAs = (reply: FastifyReply, answer: unknown, written: string): void => {
  void reply
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => (payload === answer ? written : JSON.stringify(payload)));
};

const readKey = (request: ClubRequest): string => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.trim() === '') throw new ClubError('idempotency-key-required');
  if (key.length > 255) throw new ClubError('idempotency-key-required', 'At most 255 characters');
  return key;
};

const fingerprintOf = (request: ClubRequest): string =>
  hash(
    'sha256',
    `${request.method} ${request.url}\n${JSON.stringify(request.input?.body ?? null)}`,
    'base64url',
  );

const replay = (stored: StoredReply, fingerprint: string, actor: Actor, reply: FastifyReply): unknown => {
  if (stored.fingerprint !== fingerprint) throw new ClubError('idempotency-key-reused');
  // The role was checked before. Callers who could not have made the request may not read its reply.
  if (stored.location_id !== null && !mayWorkAt(actor, stored.location_id))
    throw new ClubError('not-allowed', 'You do not work at this location');
  if (stored.erased)
    throw new ClubError('member-erased', 'It was done once; its reply was erased with the member');
  void reply.status(stored.status).header('idempotent-replayed', 'true');
  return stored.body;
};
