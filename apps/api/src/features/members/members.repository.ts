import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { OriginSource } from '@regulars/contracts';
import type { Origin } from '../../platform/events/outbox.ts';
import { DetailsRepository } from './details.repository.ts';
import { detailsIn, noDetails, type MemberDetails } from './details.ts';
import type { MemberRecord, NewMember } from './member.ts';
import { changedDetails, changedFields, toldFields } from './origin-fields.ts';
import { OriginsRepository } from './origins.repository.ts';
import { statement } from './statements.ts';
import { StoredPhones } from './stored-phones.ts';

interface MemberRow {
  id: string;
  version: number;
  external_id: string | null;
  email: string | null;
  email_confirmed_at: Date | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  language: MemberRecord['language'];
  birthday: string | null;
  attributes: MemberRecord['attributes'];
  status: MemberRecord['status'];
  joined_at: Date;
  erased: boolean;
}

const columns =
  'id, version, external_id, email, email_confirmed_at, phone, first_name, last_name, language, birthday_text(birthday) as birthday, attributes, status, joined_at, erased_at is not null as erased';
const byId = statement('member-by-id', `select ${columns} from members where id = $1`);
const byIds = statement('member-by-ids', `select ${columns} from members where id = any($1)`);
// The people of the demo are invented, and their addresses may exist.
const writable = statement(
  'member-writable',
  `select ${columns} from members
   where id = any($1) and status = 'active' and email is not null and email_confirmed_at is not null and origin <> 'demo'`,
);
const byExternalId = statement(
  'member-by-external-id',
  `select ${columns} from members where id = member_by_external_id($1)`,
);
const byEmail = statement(
  'member-by-email',
  `select ${columns} from members where lower(email) = lower($1) and email is not null
   order by email_confirmed_at is null, status = 'closed', joined_at, id limit 50`,
);
// Two tills that enter the same person wait for each other; an import waits for all of them, and they for it.
const claim = statement(
  'member-claim',
  `select pg_advisory_xact_lock_shared(hashtextextended('members', 0)),
     (select count(pg_advisory_xact_lock(hashtextextended(named, 0))) from (select unnest($1::text[]) as named order by 1) each)`,
);
const holders = statement(
  'member-holders',
  `select id, lower(email) = lower($1) as email, phone = $2 as phone from members
   where id is distinct from $3 and id in (
     select id from members where lower(email) = lower($1) and email is not null
     union all select id from members where phone = $2)
   order by 2 desc nulls last, status = 'closed', joined_at, id limit 1`,
);
const insert = statement(
  'member-insert',
  `insert into members (id, external_id, email, email_confirmed_at, phone, first_name, last_name, language, birthday, attributes, joined_at, joined_location, origin, joined_import)
   select id, nullif(external_id, ''), nullif(email, ''), nullif(email_confirmed_at, '')::timestamptz, nullif(phone, ''), nullif(first_name, ''),
     nullif(last_name, ''), language, birthday_day(nullif(birthday, '')), attributes, joined_at, nullif(joined_location, ''), $1, $14
   from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[],
        $12::timestamptz[], $13::text[]) as newcomer(id, external_id, email, email_confirmed_at, phone, first_name, last_name, language, birthday, attributes,
        joined_at, joined_location)`,
);
const update = statement(
  'member-update',
  `update members set external_id = $3, email = $4, phone = $5, first_name = $6, last_name = $7, language = $8, birthday = birthday_day($9),
          attributes = $10, status = $11, version = version + 1,
          email_confirmed_at = case when lower(email) = lower($4) then email_confirmed_at end
   where id = $1 and version = $2 returning ${columns}`,
);
const confirmEmail = statement(
  'member-confirm-email',
  `update members m set email_confirmed_at = coalesce(email_confirmed_at, $3), version = version + 1
   where id = $1 and lower(email) = lower($2) and status <> 'closed' and not exists (
     select from members other where lower(other.email) = lower($2) and other.email_confirmed_at is not null and other.id <> m.id)
   returning id`,
);
const changeEmail = statement(
  'member-change-email',
  'update members set email = $2, email_confirmed_at = $3, version = version + 1 where id = $1 and erased_at is null',
);

const holderOfAny = statement(
  'member-holder-of-any',
  `select m.id, true as email from unnest($1::text[]) named join members m on lower(m.email) = named and m.email is not null
   union all
   select m.id, false from unnest($2::text[]) named join members m on m.phone = named
   limit 1`,
);

export interface Contact {
  readonly email?: string | null;
  readonly phone?: string | null;
}
export interface Holder {
  readonly memberId: string;
  readonly field: keyof Contact;
}
/** A change of a profile. */
export interface ProfileUpdate {
  readonly before: MemberRecord;
  /** As it is afterwards. */
  readonly member: MemberRecord;
  readonly details: Partial<MemberDetails>;
  /** Null for the club itself. */
  readonly source: OriginSource | null;
}
export type StoredNewMember = NewMember & { readonly id: string; readonly joinedAt: Date };

const namesStatement = statement(
  'member-names',
  `select id, to_jsonb(nullif(concat_ws(' ', first_name, last_name), '')) as name from members where id = any($1::uuid[])`,
);

@Injectable()
export class MembersRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly phones: StoredPhones,
    private readonly details: DetailsRepository,
    private readonly origins: OriginsRepository,
    names: Names,
  ) {
    names.register('member', namesStatement);
  }

  async byId(id: string): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query(byId, [id]);
    return row && show(row);
  }

  async byIds(ids: readonly string[]): Promise<MemberRecord[]> {
    return (await this.transactions.query(byIds, [ids])).map(show);
  }

  async writable(ids: readonly string[]): Promise<MemberRecord[]> {
    return (await this.transactions.query(writable, [ids])).map(show);
  }

  async byExternalId(externalId: string): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query(byExternalId, [externalId]);
    return row && show(row);
  }

  /** Everyone who uses this address, the one who confirmed it first. */
  async byEmail(email: string): Promise<MemberRecord[]> {
    return (await this.transactions.query(byEmail, [email])).map(show);
  }

  /** Nobody else can record one of these until the transaction ends. */
  async claim({ email, phone }: Contact): Promise<void> {
    const named = [email?.toLowerCase(), await this.phones.of(phone)].filter(
      (each) => typeof each === 'string',
    );
    if (named.length > 0) await this.transactions.query(claim, [named]);
  }

  /** Another member with this e-mail or phone, confirmed or not. */
  async holderOf({ email, phone }: Contact, exceptId?: string): Promise<Holder | undefined> {
    const values = [email ?? null, (await this.phones.of(phone)) ?? null, exceptId ?? null] as const;
    const [row] = await this.transactions.query(holders, values);
    return row && { memberId: row.id, field: row.email ? 'email' : 'phone' };
  }

  /** Someone who has an e-mail or phone of one of these. */
  async holderOfAny(people: readonly Contact[]): Promise<Holder | undefined> {
    const values = [
      people.flatMap(({ email }) => email?.toLowerCase() ?? []),
      people.flatMap(({ phone }) => phone ?? []),
    ] as const;
    const [row] = await this.transactions.query(holderOfAny, values);
    return row && { memberId: row.id, field: row.email ? 'email' : 'phone' };
  }

  async insert(
    members: readonly StoredNewMember[],
    origin: Origin,
    importId: string | null = null,
  ): Promise<void> {
    // Imports read them, each with the country of its file.
    const stored =
      origin === 'live'
        ? await Promise.all(
            members.map(async (each) => ({
              ...each,
              phone: await this.phones.of(each.phone),
              secondPhone: await this.phones.of(each.secondPhone),
            })),
          )
        : members;
    // Columns of values: PostgreSQL reads them faster than rows of JSON. What is missing is empty there.
    const column = (of: (member: StoredNewMember) => string | undefined): string[] =>
      stored.map((member) => of(member) ?? '');
    await this.transactions.query(insert, [
      origin,
      column(({ id }) => id),
      column(({ externalId }) => externalId),
      column(({ email }) => email),
      column(({ emailConfirmedAt }) => emailConfirmedAt?.toISOString()),
      column(({ phone }) => phone),
      column(({ firstName }) => firstName),
      column(({ lastName }) => lastName),
      column(({ language }) => language),
      column(({ birthday }) => birthday),
      column(({ attributes = {} }) => JSON.stringify(attributes)),
      column(({ joinedAt }) => joinedAt.toISOString()),
      column(({ joinedLocation }) => joinedLocation),
      importId,
    ]);
    await this.details.merge(stored.map((each) => ({ id: each.id, fields: detailsIn(each) })));
    for (const { id, joinedAt, source, ...told } of stored)
      if (source) await this.origins.set({ memberId: id, fields: toldFields(told) }, source, joinedAt);
  }

  /** Whether the member has this address and nobody else has confirmed it. */
  async confirmEmail(id: string, email: string): Promise<boolean> {
    const values = [id, email, this.clock.date()] as const;
    return (await this.transactions.query(confirmEmail, values)).length > 0;
  }

  /** Sets an address that the member confirmed. */
  async changeEmail(id: string, email: string): Promise<void> {
    await this.transactions.query(changeEmail, [id, email, this.clock.date()]);
    await this.origins.set({ memberId: id, fields: ['email'] }, 'portal', this.clock.date());
  }

  /** The changed member, or undefined if it no longer has this version. */
  async update(
    { before, member, details, source }: ProfileUpdate,
    version: number,
  ): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query(update, [
      member.id,
      version,
      member.externalId,
      member.email,
      await this.phones.of(member.phone),
      member.firstName,
      member.lastName,
      member.language,
      member.birthday,
      JSON.stringify(member.attributes),
      member.status,
    ]);
    if (!row) return undefined;
    const after = show(row);
    const moved = await this.#changeDetails(member.id, details);
    const fields = [...changedFields(before, after), ...moved];
    if (source) await this.origins.set({ memberId: member.id, fields }, source, this.clock.date());
    return after;
  }

  /** Returns which of them differ from before. */
  async #changeDetails(id: string, given: Partial<MemberDetails>): Promise<(keyof MemberDetails)[]> {
    if (Object.keys(given).length === 0) return [];
    const { secondPhone } = given;
    const fields =
      secondPhone === undefined ? given : { ...given, secondPhone: await this.phones.of(secondPhone) };
    const before = (await this.details.of([id])).get(id) ?? noDetails;
    await this.details.merge([{ id, fields }]);
    return changedDetails(before, fields);
  }
}

const show = ({
  external_id,
  email_confirmed_at,
  first_name,
  last_name,
  joined_at,
  ...row
}: MemberRow): MemberRecord => ({
  ...row,
  emailConfirmed: email_confirmed_at !== null,
  externalId: external_id,
  firstName: first_name,
  lastName: last_name,
  joinedAt: joined_at,
});
