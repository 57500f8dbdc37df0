import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** A member as a merge finds and remembers it. */
export interface PersonBefore {
  readonly id: string;
  readonly status: 'active' | 'blocked' | 'closed';
  readonly email: string | null;
  readonly emailConfirmedAt: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly language: Language;
  /** As PostgreSQL writes it. */
  readonly birthday: string | null;
  readonly externalId: string | null;
}

const lock = statement(
  'merged-people-lock',
  `select id, status, email, email_confirmed_at::text as "emailConfirmedAt", phone, first_name as "firstName", last_name as "lastName",
     language, birthday::text as birthday, external_id as "externalId", merged_into as "mergedInto", erased_at is not null as erased
   from members where id = any($1) order by id for update`,
);
const lead = statement(
  'merged-people-lead',
  `update members set status = 'closed', merged_into = $2, version = version + 1, email = null, email_confirmed_at = null, phone = null,
     external_id = case when $3 then null else external_id end
   where id = $1`,
);
// Someone else may have confirmed the address since then: then it comes back without the confirmation.
const set = statement(
  'merged-people-set',
  `update members set status = coalesce($2, status), version = version + 1, email = $3,
     email_confirmed_at = case when exists (
       select from members o where lower(o.email) = lower($3) and o.email_confirmed_at is not null and o.id <> $1) then null else $4::timestamptz end,
     phone = $5, first_name = $6, last_name = $7, language = $8, birthday = $9::date, external_id = $10, merged_into = null
   where id = $1`,
);
const survivor = statement('merged-people-survivor', 'select member_survivor($1) as id');
const settleRequests = statement(
  'merged-people-settle-requests',
  `update merge_requests set state = 'merged', decided_at = $3, decided_by = $4
   where state = 'open' and least(member_id, other_member_id) = least($1::uuid, $2::uuid)
     and greatest(member_id, other_member_id) = greatest($1::uuid, $2::uuid)`,
);
const forgetRefusals = statement(
  'merged-people-forget-refusals',
  `delete from consents where member_id = $1 and changed_at = $2 and state = 'refused' and source = 'staff'`,
);

@Injectable()
export class MergedPeopleRepository {
  constructor(private readonly transactions: Transactions) {}

  async lock(
    ids: readonly string[],
  ): Promise<(PersonBefore & { readonly mergedInto: string | null; readonly erased: boolean })[]> {
    return this.transactions.query(lock, [ids]);
  }

  async lead(id: string, survivorId: string, withExternalId: boolean): Promise<void> {
    await this.transactions.query(lead, [id, survivorId, withExternalId]);
  }

  /** @param status null for as it is */
  async set(person: PersonBefore, status: PersonBefore['status'] | null): Promise<void> {
    const { id, email, emailConfirmedAt, phone, firstName, lastName, language, birthday, externalId } =
      person;
    const values = [
      id,
      status,
      email,
      emailConfirmedAt,
      phone,
      firstName,
      lastName,
      language,
      birthday,
      externalId,
    ] as const;
    await this.transactions.query(set, values);
  }

  async survivorOf(id: string): Promise<string> {
    return (await this.transactions.query(survivor, [id]))[0]?.id ?? id;
  }

  async settleRequests(pair: readonly [string, string], at: Date, by: string): Promise<void> {
    await this.transactions.query(settleRequests, [pair[0], pair[1], at, by]);
  }

  async forgetRefusals(memberId: string, at: Date): Promise<void> {
    await this.transactions.query(forgetRefusals, [memberId, at]);
  }
}
