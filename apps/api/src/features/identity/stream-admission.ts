import { Injectable } from '@nestjs/common';
import type { Role } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Streams } from '../../platform/events/streams.ts';
import { endOf } from './session-times.ts';
import { maySignIn, openMembership } from './sessions.repository.ts';
import { statement } from './statements.ts';

const sessions = statement(
  'stream-admission-sessions',
  `select s.id, s.created_at, s.expires_at, ${openMembership} is not null as is_member,
          array(select role from staff_roles where account_id = a.id and state = 'active') as roles
   from sessions s join accounts a on a.id = s.account_id where s.id = any($1::uuid[]) and ${maySignIn}`,
);
const keys = statement(
  'stream-admission-keys',
  'select id from api_keys where id = any($1::uuid[]) and revoked_at is null',
);

/** Live streams outlive their request. They end with the session, the role or the key. */
@Injectable()
export class StreamAdmission {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    streams: Streams,
  ) {
    streams.admitBy((actors) => this.#among(actors));
  }

  async #among(actors: readonly Actor[]): Promise<readonly Actor[]> {
    const held = await this.#rolesOf(
      actors.flatMap((one) => (one.kind === 'account' ? [one.sessionId] : [])),
    );
    const valid = await this.#keysAmong(actors.flatMap((one) => (one.kind === 'api-key' ? [one.id] : [])));
    return actors.filter((actor) => {
      if (actor.kind !== 'account') return actor.kind === 'system' || valid.has(actor.id);
      const roles = held.get(actor.sessionId);
      return roles !== undefined && actor.roles.every((role) => roles.includes(role));
    });
  }

  async #rolesOf(sessionIds: readonly string[]): Promise<ReadonlyMap<string, readonly Role[]>> {
    if (sessionIds.length === 0) return new Map();
    const now = this.clock.now();
    const rows = await this.transactions.query(sessions, [sessionIds]);
    return new Map(
      rows
        .filter((row) => endOf(row).getTime() > now)
        .map(({ id, roles, is_member }) => [id, is_member ? [...roles, 'member'] : roles]),
    );
  }

  async #keysAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    return new Set((await this.transactions.query(keys, [ids])).map(({ id }) => id));
  }
}
