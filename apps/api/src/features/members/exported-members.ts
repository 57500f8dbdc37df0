import { Injectable } from '@nestjs/common';
import { listMembers, operationOf, type QueryOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  type ExportCell,
  type ExportRequest,
  type ExportSource,
} from '../../platform/exports/export-source.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { filtersOf, pageByPage } from '../../platform/http/lists.ts';
import { ListParts } from './list-parts.ts';
import { MemberList } from './member-list.ts';

interface Row {
  id: string;
  external_id: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email_confirmed_at: Date | null;
  phone: string | null;
  second_phone: string | null;
  street: string | null;
  postcode: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
  company: string | null;
  language: string;
  birthday: string | null;
  status: string;
  joined_at: Date;
  joined_location: string | null;
  card_number: string | null;
  tier: string | null;
  last_purchase_at: Date | null;
  consents: string | null;
  attributes: string | null;
}

type Query = Omit<QueryOf<typeof listMembers>, 'limit' | 'cursor'>;

/** The member list with all that a member's own page shows. */
@Injectable()
export class ExportedMembers implements ExportSource {
  readonly kind = 'members';
  readonly access = listMembers.access;
  readonly filters = filtersOf(operationOf(listMembers));
  readonly columns = [
    'id',
    'externalId',
    'displayName',
    'firstName',
    'lastName',
    'email',
    'emailConfirmedAt',
    'phone',
    'secondPhone',
    'company',
    'street',
    'postcode',
    'city',
    'region',
    'country',
    'language',
    'birthday',
    'status',
    'joinedAt',
    'joinedLocation',
    'cardNumber',
    'tier',
    'tags',
    'points',
    'lastPurchaseAt',
    'consents',
    'attributes',
  ] as const;

  constructor(
    sources: ExportSources,
    private readonly list: MemberList,
    private readonly transactions: Transactions,
    private readonly parts: ListParts,
  ) {
    sources.register(this);
  }

  async count({ actor, query }: ExportRequest, most?: number): Promise<number | null> {
    const counted = await this.list.count(actor, { ...(query as Query), limit: 1 }, most);
    return most !== undefined && counted > most ? null : counted;
  }

  async *rows({ actor, query }: ExportRequest): AsyncGenerator<ExportCell[][]> {
    const text = this.#text();
    const listed = pageByPage((at) => this.list.list(actor, { ...(query as Query), ...at }));
    for await (const rows of listed) {
      const details = new Map(
        (await this.transactions.query(madeStatement<Row>(text), [rows.map(({ id }) => id)])).map((row) => [
          row.id,
          row,
        ]),
      );
      yield rows.flatMap(({ id, displayName, available, tags }) => {
        const row = details.get(id);
        return row ? [cellsOf(row, displayName, available, tags)] : [];
      });
    }
  }

  #text(): string {
    const column = this.parts.column.bind(this.parts);
    return `select m.id, m.external_id, m.first_name, m.last_name, m.email, m.email_confirmed_at, m.phone, d.second_phone, d.street, d.postcode, d.city, d.region, d.country, d.company, m.language, birthday_text(m.birthday) as birthday,
                   m.status, m.joined_at, m.joined_location, ${column('cardNumber')} as card_number, ${column('tier')} as tier,
                   ${column('lastPurchaseAt')} as last_purchase_at,
                   nullif(m.attributes, '{}')::text as attributes,
                   nullif(array_to_string(consents_given(m.id), ' '), '') as consents
            from members m left join ${this.parts.table.on} left join member_details d on d.member_id = m.id where m.id = any($1::uuid[])`;
  }
}

const cellsOf = (row: Row, displayName: string, available: number, tags: readonly string[]): ExportCell[] => [
  row.id,
  row.external_id,
  displayName,
  row.first_name,
  row.last_name,
  row.email,
  row.email_confirmed_at && toInstant(row.email_confirmed_at),
  row.phone,
  row.second_phone,
  row.company,
  row.street,
  row.postcode,
  row.city,
  row.region,
  row.country,
  row.language,
  row.birthday,
  row.status,
  toInstant(row.joined_at),
  row.joined_location,
  row.card_number,
  row.tier,
  tags.join('; ') || null,
  available,
  row.last_purchase_at && toInstant(row.last_purchase_at),
  row.consents,
  row.attributes,
];
