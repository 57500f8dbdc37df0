import { Injectable } from '@nestjs/common';
import type { Language, StaffRole } from '@regulars/contracts';
import { Not, type Repository } from 'typeorm';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { StaffRoleEntity } from './entities/staff-role.entity.ts';
import { statement } from './statements.ts';

export type StaffState = StaffRoleEntity['state'];

export interface StaffAccountRow {
  id: string;
  version: number;
  email: string;
  display_name: string;
  language: Language;
  has_password: boolean;
  member_id: string | null;
  role: StaffRole;
  location_ids: string[];
  state: StaffState;
  /** Once, by a proof of the mailbox. */
  accepted: boolean;
  /** The invited address, until the invitation is accepted. */
  invited_email: string | null;
  last_seen_at: Date | null;
}

export interface KeptPlace {
  readonly role: StaffRole;
  readonly locationIds: readonly string[];
  readonly state: StaffState;
  readonly accepted: boolean;
  readonly invitedEmail: string | null;
}

export interface LeadingRow {
  id: string;
  email: string;
  display_name: string;
  language: Language;
}

// People with several roles are shown with the highest.
const staff = `
  select a.id, a.staff_version as version, a.email, a.display_name, a.language, a.password_hash is not null as has_password,
         a.member_id, r.role, r.location_ids, r.state, r.accepted, r.invited_email,
         (select max(last_seen_at) from sessions where account_id = a.id) as last_seen_at
  from accounts a
  cross join lateral (
    select role, location_ids, state, accepted, invited_email from staff_roles where account_id = a.id
    order by state = 'active' desc, array_position(array['admin', 'manager', 'cashier'], role) limit 1
  ) r`;
const list = statement(
  'staff-list',
  `${staff} where $1::uuid[] is null or (r.location_ids <@ $1::uuid[] and r.location_ids <> '{}')`,
);
const byId = statement('staff-by-id', `${staff} where a.id = $1`);
const lock = statement('staff-lock', 'select id from accounts where id = $1 for update');
const discard = statement(
  'staff-discard',
  'delete from accounts where id = $1 and password_hash is null and member_id is null',
);
const bump = statement('staff-bump', 'update accounts set staff_version = staff_version + 1 where id = $1');
const leading = statement(
  'staff-leading',
  `select distinct a.id, a.email, a.display_name, a.language from staff_roles r join accounts a on a.id = r.account_id
   where r.role in ('manager', 'admin') and r.state = 'active' and r.location_ids = '{}'
     and a.password_hash is not null order by a.id`,
);
const admins = { role: 'admin', state: 'active' } as const;

/** Roles of accounts in the club, and their state. */
@Injectable()
export class StaffAccountsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** With `within`, only people who work in some of these locations and nowhere else. */
  async all(within: readonly string[] | null): Promise<StaffAccountRow[]> {
    return this.transactions.query(list, [within]);
  }

  async find(id: string): Promise<StaffAccountRow | undefined> {
    return (await this.transactions.query(byId, [id]))[0];
  }

  async lock(id: string): Promise<void> {
    await this.transactions.query(lock, [id]);
  }

  /** The account's only role from now on. */
  async assign(id: string, { role, locationIds, state, accepted, invitedEmail }: KeptPlace): Promise<void> {
    await this.#roles.delete({ accountId: id, role: Not(role) });
    const place = { accountId: id, role, locationIds: [...locationIds], state, accepted, invitedEmail };
    await put(this.#roles, place, ['accountId', 'role']);
    await this.transactions.query(bump, [id]);
  }

  /** The account has no role and no invitation here. */
  async removeRoles(id: string): Promise<void> {
    await this.#roles.delete({ accountId: id });
    await this.transactions.query(bump, [id]);
  }

  /** An account that was never opened, with its roles. */
  async discard(id: string): Promise<void> {
    await this.transactions.query(discard, [id]);
  }

  async leading(): Promise<LeadingRow[]> {
    return this.transactions.query(leading);
  }

  async hasAdmin(): Promise<boolean> {
    return this.#roles.existsBy(admins);
  }

  /** Whether someone else is an active admin. Concurrent callers wait for this transaction. */
  async hasOtherAdmin(id: string): Promise<boolean> {
    const lock = { mode: 'pessimistic_write' } as const;
    const rows = await this.#roles.find({ where: admins, order: { accountId: 'asc' }, lock });
    return rows.some(({ accountId }) => accountId !== id);
  }

  get #roles(): Repository<StaffRoleEntity> {
    return this.transactions.entities(StaffRoleEntity);
  }
}
