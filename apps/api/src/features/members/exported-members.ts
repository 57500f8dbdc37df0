import { Injectable } from '@nestjs/common';
import { toInstant } from '../../platform/clock.ts';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { byKey, lowestId, type ExportCell, type ExportSource } from '../../platform/export-source.ts';
import { ListParts } from './list-parts.ts';
import { statement } from './statements.ts';

const countAll = statement('exported-members-count', 'select count(*) as total from members');

interface Row {
  id: string;
  external_id: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email_confirmed_at: Date | null;
  phone: string | null;
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

interface Spender extends Row {
  readonly available: number;
}

/** All members with their data. */
@Injectable()
export class ExportedMembers implements ExportSource {
  readonly columns = [
    'id',
    'externalId',
    'firstName',
    'lastName',
    'email',
    'emailConfirmedAt',
    'phone',
    'language',
    'birthday',
    'status',
    'joinedAt',
    'joinedLocation',
    'cardNumber',
    'tier',
    'points',
    'lastPurchaseAt',
    'consents',
    'attributes',
  ];

  constructor(
    private readonly transactions: Transactions,
    private readonly parts: ListParts,
  ) {}

  async count(): Promise<number> {
    const [row] = await this.transactions.query(countAll);
    return row?.total ?? 0;
  }

  rows(): AsyncGenerator<ExportCell[][]> {
    const text = this.#text();
    const read = async (after: string, limit: number): Promise<Spender[]> => {
      const rows = await this.transactions.query(madeStatement<Row>(text), [after, limit]);
      const spendable = await this.parts.spendable(rows.map(({ id }) => id));
      return rows.map((row) => ({ ...row, available: spendable.get(row.id) ?? 0 }));
    };
    return byKey(lowestId, read, ({ id }) => id, cellsOf);
  }

  #text(): string {
    const column = this.parts.column.bind(this.parts);
    return `select m.id, m.external_id, m.first_name, m.last_name, m.email, m.email_confirmed_at, m.phone, m.language, m.birthday,
                   m.status, m.joined_at, m.joined_location, ${column('cardNumber')} as card_number, ${column('tier')} as tier,
                   ${column('lastPurchaseAt')} as last_purchase_at,
                   nullif(m.attributes, '{}')::text as attributes,
                   (select string_agg(purpose, ' ' order by purpose) from (
                      select distinct on (purpose) purpose, granted from consents
                      where member_id = m.id order by purpose, changed_at desc) newest
                    where granted) as consents
            from members m left join ${this.parts.table.on} where m.id > $1::uuid order by m.id limit $2`;
  }
}

const cellsOf = (row: Spender): ExportCell[] => [
  row.id,
  row.external_id,
  row.first_name,
  row.last_name,
  row.email,
  row.email_confirmed_at && toInstant(row.email_confirmed_at),
  row.phone,
  row.language,
  row.birthday,
  row.status,
  toInstant(row.joined_at),
  row.joined_location,
  row.card_number,
  row.tier,
  row.available,
  row.last_purchase_at && toInstant(row.last_purchase_at),
  row.consents,
  row.attributes,
];
