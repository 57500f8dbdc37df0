import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Holder } from './members.repository.ts';
import { DetailsRepository } from './details.repository.ts';
import { detailsIn, type DetailsGiven, type MemberDetails } from './details.ts';
import { originFieldsIn } from './origin-fields.ts';
import { OriginsRepository } from './origins.repository.ts';
import { statement } from './statements.ts';

const match = statement(
  'roster-match',
  `select id from members where external_id = any($1)
   union select id from members where lower(email) = any($2) and email is not null
   union select id from members where phone = any($3) and phone is not null`,
);
const amend = statement(
  'roster-amend',
  `update members m set version = m.version + 1,
     external_id = case when f ? 'externalId' then f->>'externalId' else m.external_id end,
     email = case when f ? 'email' then f->>'email' else m.email end,
     email_confirmed_at = case when f ? 'email' and lower(f->>'email') is distinct from lower(m.email) then null else m.email_confirmed_at end,
     phone = case when f ? 'phone' then f->>'phone' else m.phone end,
     first_name = case when f ? 'firstName' then f->>'firstName' else m.first_name end,
     last_name = case when f ? 'lastName' then f->>'lastName' else m.last_name end,
     language = coalesce(f->>'language', m.language),
     birthday = case when f ? 'birthday' then birthday_day(f->>'birthday') else m.birthday end,
     attributes = case when f ? 'attributes' then f->'attributes' else m.attributes end
   from (select (each->>'id')::uuid as id, each->'fields' as f from jsonb_array_elements($1::jsonb) each) n
   where m.id = n.id and m.erased_at is null`,
);
const holder = statement(
  'roster-holder',
  `with named as (select (each->>'id')::uuid as id, each->'fields' as f from jsonb_array_elements($1::jsonb) each)
   select m.id, true as email from named n join members m on lower(m.email) = lower(f->>'email') and m.email is not null and m.id <> n.id
   union all
   select m.id, false from named n join members m on m.phone = f->>'phone' and m.id <> n.id
   limit 1`,
);
const claimAll = statement(
  'roster-claim-all',
  `select pg_advisory_xact_lock(hashtextextended('members', 0))`,
);
const lock = statement('roster-lock', 'select id from members where id = any($1) order by id for update');
const remove = statement('roster-remove', 'delete from members where id = any($1)');

interface Amended {
  readonly id: string;
  readonly fields: DetailsGiven & object;
}

@Injectable()
export class RosterRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly details: DetailsRepository,
    private readonly origins: OriginsRepository,
  ) {}

  async match(
    externalIds: readonly string[],
    emails: readonly string[],
    phones: readonly string[],
  ): Promise<string[]> {
    const rows = await this.transactions.query(match, [externalIds, emails, phones]);
    return rows.map(({ id }) => id);
  }

  /** The import is the origin of the values; null if they are those of before. */
  async amend(amendments: readonly Amended[], importId: string | null, at: Date): Promise<void> {
    await this.transactions.query(amend, [JSON.stringify(amendments)]);
    await this.details.merge(amendments.map(({ id, fields }) => ({ id, fields: detailsIn(fields) })));
    if (importId === null) return;
    const written = amendments.map(({ id, fields }) => ({ memberId: id, fields: originFieldsIn(fields) }));
    await this.origins.add(written, { source: 'import', importId }, at);
  }

  async detailsOf(ids: readonly string[]): Promise<ReadonlyMap<string, MemberDetails>> {
    return this.details.of(ids);
  }

  async forgetOrigins(importId: string, ids: readonly string[]): Promise<void> {
    await this.origins.forget(importId, ids);
  }

  /** Another member with an e-mail or phone that one of these should get. */
  async holderOf(amendments: readonly object[]): Promise<Holder | undefined> {
    const [row] = await this.transactions.query(holder, [JSON.stringify(amendments)]);
    return row && { memberId: row.id, field: row.email ? 'email' : 'phone' };
  }

  async claimAll(): Promise<void> {
    await this.transactions.query(claimAll);
  }

  async lock(ids: readonly string[]): Promise<void> {
    await this.transactions.query(lock, [ids]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.transactions.query(remove, [ids]);
  }
}
