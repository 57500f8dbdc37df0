import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { MemberRecord, NewMember } from './member.ts';

interface MemberRow {
  id: string;
  version: number;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  language: MemberRecord['language'];
  birthday: string | null;
  attributes: MemberRecord['attributes'];
  status: MemberRecord['status'];
  joined_at: Date;
}

const columns =
  'id, version, external_id, email, phone, first_name, last_name, language, birthday, attributes, status, joined_at';
const byId = statement('member-by-id', `select ${columns} from members where id = $1`);
const byIds = statement('member-by-ids', `select ${columns} from members where id = any($1)`);
const byExternalId = statement(
  'member-by-external-id',
  `select ${columns} from members where id = member_by_external_id($1)`,
);
const byEmail = statement('member-by-email', `select ${columns} from members where id = member_by_email($1)`);
const byPhone = statement('member-by-phone', `select ${columns} from members where id = member_by_phone($1)`);
const insert = statement(
  'member-insert',
  `insert into members (id, external_id, email, phone, first_name, last_name, language, birthday, attributes, joined_at, joined_location)
   select id, external_id, email, phone, first_name, last_name, language, birthday, coalesce(attributes, '{}'), joined_at, joined_location
   from jsonb_to_recordset($1::jsonb) as newcomer(id uuid, external_id text, email text, phone text, first_name text, last_name text,
        language text, birthday date, attributes jsonb, joined_at timestamptz, joined_location text)`,
);
const update = statement(
  'member-update',
  `update members set external_id = $3, email = $4, phone = $5, first_name = $6, last_name = $7, language = $8, birthday = $9,
          attributes = $10, status = $11, version = version + 1
   where id = $1 and version = $2 returning ${columns}`,
);

export type StoredNewMember = NewMember & { readonly id: string; readonly joinedAt: Date };

@Injectable()
export class MembersRepository {
  constructor(private readonly transactions: Transactions) {}

  async byId(id: string): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query<MemberRow>(byId, [id]);
    return row && show(row);
  }

  async byIds(ids: readonly string[]): Promise<MemberRecord[]> {
    return (await this.transactions.query<MemberRow>(byIds, [ids])).map(show);
  }

  async byExternalId(externalId: string): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query<MemberRow>(byExternalId, [externalId]);
    return row && show(row);
  }

  async byEmail(email: string): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query<MemberRow>(byEmail, [email]);
    return row && show(row);
  }

  async byPhone(phone: string): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query<MemberRow>(byPhone, [phone]);
    return row && show(row);
  }

  async insert(members: readonly StoredNewMember[]): Promise<void> {
    const rows = members.map((member) => ({
      id: member.id,
      external_id: member.externalId,
      email: member.email,
      phone: member.phone,
      first_name: member.firstName,
      last_name: member.lastName,
      language: member.language,
      birthday: member.birthday,
      attributes: member.attributes,
      joined_at: member.joinedAt,
      joined_location: member.joinedLocation,
    }));
    await this.transactions.query(insert, [JSON.stringify(rows)]);
  }

  /** The member as changed, or undefined when it no longer has this version. */
  async update(member: MemberRecord, version: number): Promise<MemberRecord | undefined> {
    const [row] = await this.transactions.query<MemberRow>(update, [
      member.id,
      version,
      member.externalId,
      member.email,
      member.phone,
      member.firstName,
      member.lastName,
      member.language,
      member.birthday,
      JSON.stringify(member.attributes),
      member.status,
    ]);
    return row && show(row);
  }
}

const show = ({ external_id, first_name, last_name, joined_at, ...row }: MemberRow): MemberRecord => ({
  ...row,
  externalId: external_id,
  firstName: first_name,
  lastName: last_name,
  joinedAt: joined_at,
});
