import { Injectable } from '@nestjs/common';
import type { Language, Role } from '@regulars/contracts';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { StaffRoleEntity } from './entities/staff-role.entity.ts';
import { statement } from './statements.ts';

export interface AccountRow {
  id: string;
  email: string;
  password_hash: string | null;
  /** The password is long enough for staff. */
  password_for_staff: boolean;
  display_name: string;
  language: Language;
  member_id: string | null;
  email_confirmed_at: Date | null;
  disabled: boolean;
}

/** A new password, ready to be stored. */
export interface NewPassword {
  readonly hash: string;
  /** Long enough for staff. */
  readonly forStaff: boolean;
}

// Former staff without a membership cannot sign in, nor can blocked or closed members. Current staff always
// can.
const columns = `id, email, password_hash, password_for_staff, display_name, language, member_id, email_confirmed_at,
  (disabled_at is not null or member_id is null and exists (select from staff_roles where account_id = accounts.id))
    and not exists (select from staff_roles where account_id = accounts.id and state = 'active') as disabled`;
// The one who confirmed the address first, then the newest.
const byEmail = statement(
  'account-by-email',
  `select ${columns} from accounts where lower(email) = lower($1)
   order by email_confirmed_at is null, created_at desc, id desc limit 50`,
);
const byId = statement('account-by-id', `select ${columns} from accounts where id = $1`);
const existsFor = statement(
  'account-exists-for',
  'select exists (select from accounts where member_id = $1) as found',
);
const insert = statement(
  'account-insert',
  'insert into accounts (id, email, password_hash, display_name, language, member_id, created_at, email_confirmed_at, password_for_staff) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
const setPassword = statement(
  'account-set-password',
  'update accounts set password_hash = $2, password_for_staff = $3 where id = $1',
);
const keepPassword = statement(
  'account-keep-password',
  'select id from accounts where id = $1 and password_hash = $2 for share',
);
const holdPassword = statement(
  'account-hold-password',
  'select id from accounts where id = $1 and password_hash = $2 for update',
);
const byMember = statement('account-by-member', `select ${columns} from accounts where member_id = $1`);
const ofMembers = statement('account-of-members', 'select member_id from accounts where member_id = any($1)');
const setMember = statement(
  'account-set-member',
  'update accounts set member_id = $2 where id = $1 and member_id is null returning id',
);
const confirmEmail = statement(
  'account-confirm-email',
  `update accounts a set email_confirmed_at = coalesce(email_confirmed_at, $2) where id = $1
     and not exists (select from accounts other where lower(other.email) = lower(a.email) and other.email_confirmed_at is not null and other.id <> a.id)
   returning id`,
);
const unconfirmEmail = statement(
  'account-unconfirm-email',
  'update accounts set email_confirmed_at = null where id = $1',
);
const setEmail = statement(
  'account-set-email',
  'update accounts set email = $2, email_confirmed_at = null where id = $1',
);
const isManaging = statement(
  'account-is-managing',
  "select exists (select from staff_roles where account_id = $1 and role in ('manager', 'admin')) as found",
);
const isStaff = statement(
  'account-is-staff',
  `select exists (select from staff_roles where account_id = $1) as found`,
);
const describe = statement(
  'account-describe',
  'update accounts set display_name = $2, language = $3 where member_id = $1',
);

const namesStatement = statement(
  'account-names',
  `select id, to_jsonb(display_name) as name from accounts where id = any($1::uuid[])`,
);

@Injectable()
export class AccountsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('account', namesStatement);
  }

  /** Accounts with this address: the confirmed one first, then from the newest on. */
  async findByEmail(email: string): Promise<AccountRow[]> {
    return this.transactions.query(byEmail, [email]);
  }

  async findConfirmed(email: string): Promise<AccountRow | undefined> {
    const [first] = await this.findByEmail(email);
    return first?.email_confirmed_at ? first : undefined;
  }

  async findById(id: string): Promise<AccountRow | undefined> {
    return (await this.transactions.query(byId, [id]))[0];
  }

  /** Those of the members who have an account. */
  async withAccount(memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(ofMembers, [memberIds]);
    return rows.map(({ member_id }) => member_id);
  }

  async findByMember(memberId: string): Promise<AccountRow | undefined> {
    return (await this.transactions.query(byMember, [memberId]))[0];
  }

  async existsFor(memberId: string): Promise<boolean> {
    const [row] = await this.transactions.query(existsFor, [memberId]);
    return row?.found ?? false;
  }

  async insert(
    account: Omit<AccountRow, 'disabled' | 'password_hash' | 'password_for_staff'>,
    password: NewPassword | null,
    createdAt: Date,
  ): Promise<void> {
    const { id, email, display_name, language, member_id, email_confirmed_at } = account;
    await this.transactions.query(insert, [
      id,
      email,
      password?.hash ?? null,
      display_name,
      language,
      member_id,
      createdAt,
      email_confirmed_at,
      password?.forStaff ?? false,
    ]);
  }

  async grant(
    accountId: string,
    role: Exclude<Role, 'member'>,
    locationIds: readonly string[],
  ): Promise<void> {
    const accepted = { state: 'active', accepted: true, invitedEmail: null } as const;
    const place = { accountId, role, locationIds: [...locationIds], ...accepted };
    await put(this.transactions.entities(StaffRoleEntity), place, ['accountId', 'role']);
  }

  async setPassword(accountId: string, { hash, forStaff }: NewPassword): Promise<void> {
    await this.transactions.query(setPassword, [accountId, hash, forStaff]);
  }

  /** Whether this is still the password. It cannot change until the transaction ends. */
  async keepPassword(accountId: string, hash: string): Promise<boolean> {
    return (await this.transactions.query(keepPassword, [accountId, hash])).length > 0;
  }

  /** The same for someone who is about to change it. */
  async holdPassword(accountId: string, hash: string): Promise<boolean> {
    return (await this.transactions.query(holdPassword, [accountId, hash])).length > 0;
  }

  /** Whether the account had no owner yet. */
  async setMember(accountId: string, memberId: string): Promise<boolean> {
    return (await this.transactions.query(setMember, [accountId, memberId])).length > 0;
  }

  /** Whether nobody else has confirmed this address. */
  async confirmEmail(id: string, at: Date): Promise<boolean> {
    return (await this.transactions.query(confirmEmail, [id, at])).length > 0;
  }

  async unconfirmEmail(id: string): Promise<void> {
    await this.transactions.query(unconfirmEmail, [id]);
  }

  async setEmail(accountId: string, email: string): Promise<void> {
    await this.transactions.query(setEmail, [accountId, email]);
  }

  async isManaging(accountId: string): Promise<boolean> {
    const [row] = await this.transactions.query(isManaging, [accountId]);
    return row?.found ?? false;
  }

  /** Current, invited or former staff who may come back. */
  async isStaff(id: string): Promise<boolean> {
    const [row] = await this.transactions.query(isStaff, [id]);
    return row?.found ?? false;
  }

  async describe(memberId: string, displayName: string, language: Language): Promise<void> {
    await this.transactions.query(describe, [memberId, displayName, language]);
  }
}
