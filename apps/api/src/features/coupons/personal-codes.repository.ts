import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const hold = statement('personal-code-hold-member', 'select hold_member_status($1) as status');
const insert = statement(
  'personal-code-insert',
  `insert into coupon_codes (id, coupon_id, ending, member_id, issued_at, expires_at, sealed) values ($1, $2, $3, $4, $5, $6, $7)`,
);
const columns = `id, coupon_id as "couponId", ending, issued_at as "issuedAt", expires_at as "expiresAt", used_at as "usedAt",
  held_until as "heldUntil"`;
const list = statement(
  'personal-codes-list',
  `select ${columns} from coupon_codes where member_id = $1 and (issued_at, id) < ($2, $3::uuid)
   order by issued_at desc, id desc limit $4`,
);
const lock = statement(
  'personal-code-lock',
  `select ${columns} from coupon_codes where member_id = $1 and id = $2 for update`,
);
const usable = statement(
  'personal-codes-usable',
  `select id, coupon_id as "couponId", expires_at as "expiresAt", sealed from coupon_codes
   where member_id = $1 and used_at is null and (expires_at is null or expires_at > $2) and sealed is not null
   order by expires_at nulls last, issued_at, id limit $3`,
);
const end = statement('personal-code-end', 'update coupon_codes set expires_at = $2 where id = $1');

export type PersonalCodeRow = RowOf<typeof list>;
export type UsableCode = RowOf<typeof usable>;

interface NewPersonalCode {
  readonly id: string;
  readonly couponId: string;
  readonly ending: string;
  readonly memberId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date | null;
  readonly sealed: Buffer;
}

/** Codes of one member each. */
@Injectable()
export class PersonalCodesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Locked against an erasure and the end of the membership; undefined if there is no such member. */
  async holdMember(memberId: string): Promise<string | null> {
    return (await this.transactions.query(hold, [memberId]))[0]?.status ?? null;
  }

  async insert(code: NewPersonalCode): Promise<void> {
    const { id, couponId, ending, memberId, issuedAt, expiresAt, sealed } = code;
    await this.transactions.query(insert, [id, couponId, ending, memberId, issuedAt, expiresAt, sealed]);
  }

  /** The latest first. */
  async list(
    memberId: string,
    before: { readonly at: string; readonly id: string },
    limit: number,
  ): Promise<PersonalCodeRow[]> {
    return this.transactions.query(list, [memberId, before.at, before.id, limit]);
  }

  /** No checkout takes or uses it before the transaction ends. */
  async lock(memberId: string, id: string): Promise<PersonalCodeRow | undefined> {
    return (await this.transactions.query(lock, [memberId, id]))[0];
  }

  /** The first to end first. */
  async usable(memberId: string, at: Date, limit: number): Promise<UsableCode[]> {
    return this.transactions.query(usable, [memberId, at, limit]);
  }

  async end(id: string, at: Date): Promise<void> {
    await this.transactions.query(end, [id, at]);
  }
}
