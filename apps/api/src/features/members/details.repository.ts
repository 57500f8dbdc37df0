import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { wholeAddress, type MemberDetails } from './details.ts';
import { statement } from './statements.ts';

const ofMembers = statement(
  'member-details',
  `select member_id, street, postcode, city, region, country, company, second_phone
   from member_details where member_id = any($1::uuid[])`,
);
// What a row does not name stays as it is.
const merge = statement(
  'member-details-merge',
  `insert into member_details (member_id, street, postcode, city, region, country, company, second_phone)
   select n.id, case when f ? 'address' then f#>>'{address,street}' else d.street end,
     case when f ? 'address' then f#>>'{address,postcode}' else d.postcode end,
     case when f ? 'address' then f#>>'{address,city}' else d.city end,
     case when f ? 'address' then f#>>'{address,region}' else d.region end,
     case when f ? 'address' then f#>>'{address,country}' else d.country end,
     case when f ? 'company' then f->>'company' else d.company end,
     case when f ? 'secondPhone' then f->>'secondPhone' else d.second_phone end
   from (select (each->>'id')::uuid as id, each->'fields' as f from jsonb_array_elements($1::jsonb) each) n
   join members m on m.id = n.id and m.erased_at is null
   left join member_details d on d.member_id = n.id
   on conflict (member_id) do update set street = excluded.street, postcode = excluded.postcode, city = excluded.city,
     region = excluded.region, country = excluded.country, company = excluded.company, second_phone = excluded.second_phone`,
);
// Companies by their start, numbers by their end. The last sign of all follows whatever a name goes on with.
const find = statement(
  'member-details-find',
  `(select member_id from member_details
    where company is not null and lower(company) ~>=~ lower($1) and lower(company) ~<~ (lower($1) || chr(1114111)) limit 50)
   union
   (select member_id from member_details
    where second_phone is not null and $2::text is not null
      and reverse(second_phone) ~>=~ reverse($2) and reverse(second_phone) ~<~ (reverse($2) || ':') limit 50)
   limit 50`,
);

interface Merged {
  readonly id: string;
  readonly fields: Partial<MemberDetails>;
}

@Injectable()
export class DetailsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Without those who told nothing. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, MemberDetails>> {
    const rows = await this.transactions.query(ofMembers, [ids]);
    return new Map(
      rows.map(({ member_id: id, company, second_phone: secondPhone, ...address }) => [
        id,
        { address: wholeAddress(address), company, secondPhone },
      ]),
    );
  }

  /** The caller has locked the members. */
  async merge(changes: readonly Merged[]): Promise<void> {
    const some = changes.filter(({ fields }) => Object.keys(fields).length > 0);
    if (some.length > 0) await this.transactions.query(merge, [JSON.stringify(some)]);
  }

  /** Of at most 50 members with a company of this start, or a second phone of this end. */
  async find(start: string, ending: string | null): Promise<string[]> {
    return (await this.transactions.query(find, [start, ending])).map(({ member_id: id }) => id);
  }
}
