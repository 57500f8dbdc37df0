import { Injectable } from '@nestjs/common';
import type { Role } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Streams } from '../../platform/events/streams.ts';

const open = statement(
  'stream-admission',
  `select s.id, array(select role from staff_roles where account_id = a.id and state = 'active') as roles,
          a.member_id is not null as is_member
   from sessions s join accounts a on a.id = s.account_id
   where s.id = any($1::uuid[]) and s.expires_at > $3 and a.disabled_at is null
   union all
   select id, '{}', false from api_keys where id = any($2::uuid[]) and revoked_at is null`,
);

/** Live streams outlive the request that opened them: they end with the session, the role or the key. */
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
    const sessions = actors.flatMap((actor) => (actor.kind === 'account' ? [actor.sessionId] : []));
    const keys = actors.flatMap((actor) => (actor.kind === 'api-key' ? [actor.id] : []));
    const rows = await this.transactions.query<{ id: string; roles: Role[]; is_member: boolean }>(open, [
      sessions,
      keys,
      this.clock.date(),
    ]);
    const held = new Map(
      rows.map(({ id, roles, is_member }) => [id, is_member ? [...roles, 'member'] : roles]),
    );
    return actors.filter((actor) => {
      if (actor.kind !== 'account') return actor.kind === 'system' || held.has(actor.id);
      const roles = held.get(actor.sessionId);
      return roles !== undefined && actor.roles.every((role) => roles.includes(role));
    });
  }
}
