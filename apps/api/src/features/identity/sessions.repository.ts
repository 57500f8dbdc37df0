import { Injectable } from '@nestjs/common';
import type { Language, Role } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface SessionRow {
  id: string;
  account_id: string;
  email: string;
  display_name: string;
  language: Language;
  member_id: string | null;
  roles: Exclude<Role, 'member'>[];
  location_ids: string[];
  created_at: Date;
  expires_at: Date;
  last_seen_at: Date;
}
export interface DeviceRow {
  id: string;
  device: string;
  created_at: Date;
  last_seen_at: Date;
}

const insert = statement(
  'session-insert',
  `insert into sessions (id, token_hash, account_id, device, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6)`,
);
/** For an account `a`: a blocked or closed membership ends its sign-in, except for staff. */
export const maySignIn = `(a.disabled_at is null or exists (
     select from staff_roles works where works.account_id = a.id and works.state = 'active'))`;
/** The membership that an account `a` may act for. */
export const openMembership = 'case when a.disabled_at is null then a.member_id end';

// One role everywhere means everywhere: an empty list of any role covers all locations.
const find = statement(
  'session-find',
  `select s.id, s.account_id, a.email, a.display_name, a.language, ${openMembership} as member_id,
          s.created_at, s.expires_at, s.last_seen_at,
          coalesce(r.roles, '{}') as roles, case when r.everywhere then '{}' else coalesce(r.location_ids, '{}') end as location_ids
   from sessions s join accounts a on a.id = s.account_id
   left join lateral (
     select array_agg(distinct role) as roles, bool_or(cardinality(location_ids) = 0) as everywhere,
            (select array_agg(distinct place) from staff_roles places, unnest(places.location_ids) place
             where places.account_id = a.id and places.state = 'active') as location_ids
     from staff_roles where account_id = a.id and state = 'active'
   ) r on true
   where s.token_hash = $1 and s.expires_at > $2 and ${maySignIn}`,
);
const touch = statement(
  'session-touch',
  'update sessions set last_seen_at = $2, expires_at = $3 where id = $1',
);
const end = statement('session-end', 'delete from sessions where id = $1 and account_id = $2');
const endOthers = statement('session-end-others', 'delete from sessions where account_id = $1 and id <> $2');
const endAll = statement('session-end-all', 'delete from sessions where account_id = $1');
const list = statement(
  'session-list',
  'select id, device, created_at, last_seen_at from sessions where account_id = $1 and expires_at > $2 order by last_seen_at desc limit 100',
);
const openedSince = statement(
  'session-opened-since',
  'select exists (select from sessions where id = $1 and created_at >= $2) as found',
);
const sweep = statement('session-sweep', 'delete from sessions where expires_at < $1');

@Injectable()
export class SessionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(
    id: string,
    tokenHash: Buffer,
    accountId: string,
    device: string,
    now: Date,
    expiresAt: Date,
  ): Promise<void> {
    await this.transactions.query(insert, [id, tokenHash, accountId, device, now, expiresAt]);
  }

  async find(tokenHash: Buffer, now: Date): Promise<SessionRow | undefined> {
    return (await this.transactions.query(find, [tokenHash, now]))[0];
  }

  async touch(id: string, now: Date, expiresAt: Date): Promise<void> {
    await this.transactions.query(touch, [id, now, expiresAt]);
  }

  async end(id: string, accountId: string): Promise<boolean> {
    return ((await this.transactions.execute(end, [id, accountId])).rowCount ?? 0) > 0;
  }

  async endOthers(accountId: string, kept: string): Promise<void> {
    await this.transactions.query(endOthers, [accountId, kept]);
  }

  async endAll(accountId: string): Promise<void> {
    await this.transactions.query(endAll, [accountId]);
  }

  async list(accountId: string, now: Date): Promise<DeviceRow[]> {
    return this.transactions.query(list, [accountId, now]);
  }

  /** Whether this session was opened at that time or later. */
  async openedSince(id: string, at: Date): Promise<boolean> {
    const [row] = await this.transactions.query(openedSince, [id, at]);
    return row?.found ?? false;
  }

  async sweep(now: Date): Promise<void> {
    await this.transactions.query(sweep, [now]);
  }
}
