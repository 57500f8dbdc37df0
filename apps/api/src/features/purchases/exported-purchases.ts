import { Injectable } from '@nestjs/common';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { byKey, lowestId, type ExportCell, type ExportSource } from '../../platform/export-source.ts';
import { Locations } from '../club/index.ts';
import { statement } from './statements.ts';

interface Row {
  id: string;
  member_id: string | null;
  location_id: string;
  receipt_number: string;
  till: string | null;
  purchased_at: Date;
  booked_at: Date;
  currency: string;
  gross: number;
  net: number;
  returned_gross: number;
  reporting_currency: string | null;
  exchange_rate: string | null;
  reporting_gross: number | null;
  earned: number;
  returned_points: number;
}

const count = statement('purchase-export-count', 'select count(*) as total from purchases');
const some = statement(
  'purchase-export-some',
  `select id, member_id, location_id, receipt_number, till, purchased_at, booked_at, currency, gross, net, returned_gross, earned,
          returned_points, reporting_currency, trim_scale(exchange_rate)::text as exchange_rate, reporting_gross
   from purchases where id > $1::uuid order by id limit $2`,
);

/** All purchases; amounts in minor units. */
@Injectable()
export class ExportedPurchases implements ExportSource {
  readonly columns = [
    'id',
    'memberId',
    'location',
    'receiptNumber',
    'till',
    'purchasedAt',
    'bookedAt',
    'currency',
    'grossMinorUnits',
    'netMinorUnits',
    'returnedMinorUnits',
    'pointsEarned',
    'pointsTakenBack',
    'reportingCurrency',
    'exchangeRate',
    'reportingMinorUnits',
  ];

  constructor(
    private readonly transactions: Transactions,
    private readonly locations: Locations,
  ) {}

  async count(): Promise<number> {
    return (await this.transactions.query(count))[0]?.total ?? 0;
  }

  async *rows(): AsyncGenerator<ExportCell[][]> {
    const codes = new Map((await this.locations.all()).map(({ id, code }) => [id, code]));
    yield* byKey(
      lowestId,
      (after, limit) => this.transactions.query(some, [after, limit]),
      ({ id }) => id,
      (row) => cellsOf(row, codes.get(row.location_id) ?? row.location_id),
    );
  }
}

const cellsOf = (row: Row, location: string): ExportCell[] => [
  row.id,
  row.member_id,
  location,
  row.receipt_number,
  row.till,
  toInstant(row.purchased_at),
  toInstant(row.booked_at),
  row.currency,
  row.gross,
  row.net,
  row.returned_gross,
  row.earned,
  row.returned_points,
  row.reporting_currency,
  row.exchange_rate,
  row.reporting_gross,
];
