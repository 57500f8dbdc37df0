import { Injectable } from '@nestjs/common';
import { listPurchases, operationOf, type QueryOf, type ReplyOf } from '@regulars/contracts';
import { majorUnits } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  type ExportCell,
  type ExportRequest,
  type ExportSource,
} from '../../platform/exports/export-source.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { filtersOf, pageByPage } from '../../platform/http/lists.ts';
import { PurchaseBooks } from './purchase-books.ts';
import { statement } from './statements.ts';

interface Details {
  id: string;
  member_id: string | null;
  till: string | null;
  channel: string | null;
  booked_at: Date;
  reporting_currency: string | null;
  exchange_rate: string | null;
  reporting_gross: number | null;
  returned_points: number;
  paid_points: number | null;
  paid_amount: number | null;
  paid_back: number | null;
  by_hand: number | null;
}
type Row = ReplyOf<typeof listPurchases>['data'][number];
type Query = Omit<QueryOf<typeof listPurchases>, 'limit' | 'cursor'>;

const details = statement(
  'purchase-export-details',
  `select p.id, member_id, till, channel, booked_at, returned_points, reporting_currency, trim_scale(exchange_rate)::text as exchange_rate,
          reporting_gross, y.points as paid_points, y.amount as paid_amount, y.given_back as paid_back,
          (select sum(d.amount)::bigint from manual_discounts d where d.purchase_id = p.id) as by_hand
   from purchases p left join points_payments y on y.purchase_id = p.id where p.id = any($1)`,
);

/** The purchase list with all figures; amounts as people write them and in minor units. */
@Injectable()
export class ExportedPurchases implements ExportSource {
  readonly kind = 'purchases';
  readonly access = listPurchases.access;
  readonly filters = filtersOf(operationOf(listPurchases));
  readonly columns = [
    'id',
    'purchasedAt',
    'bookedAt',
    'location',
    'locationName',
    'receiptNumber',
    'till',
    'channel',
    'memberId',
    'member',
    'currency',
    'gross',
    'net',
    'returned',
    'grossMinorUnits',
    'netMinorUnits',
    'returnedMinorUnits',
    'pointsEarned',
    'pointsTakenBack',
    'reportingCurrency',
    'exchangeRate',
    'reportingMinorUnits',
    'pointsPaid',
    'pointsPaidMinorUnits',
    'pointsPaidBack',
    'byHandMinorUnits',
  ] as const;

  constructor(
    sources: ExportSources,
    private readonly books: PurchaseBooks,
    private readonly transactions: Transactions,
  ) {
    sources.register(this);
  }

  async count({ actor, query }: ExportRequest): Promise<number> {
    const { total } = await this.books.list(actor, { ...(query as Query), limit: 1, include: 'total' });
    return total ?? 0;
  }

  async *rows({ actor, query }: ExportRequest): AsyncGenerator<ExportCell[][]> {
    for await (const rows of pageByPage((at) => this.books.list(actor, { ...(query as Query), ...at }))) {
      const found = await this.transactions.query(details, [rows.map(({ id }) => id)]);
      const byId = new Map(found.map((row) => [row.id, row]));
      yield rows.flatMap((row) => {
        const more = byId.get(row.id);
        return more ? [cellsOf(row, more)] : [];
      });
    }
  }
}

const cellsOf = ({ total: { currency, ...total }, ...row }: Row, more: Details): ExportCell[] => [
  row.id,
  row.purchasedAt,
  toInstant(more.booked_at),
  row.receipt.location,
  row.locationName,
  row.receipt.number,
  more.till,
  more.channel,
  more.member_id,
  row.member?.displayName ?? null,
  currency,
  majorUnits(total.gross, currency),
  majorUnits(total.net, currency),
  majorUnits(row.returned, currency),
  total.gross,
  total.net,
  row.returned,
  row.earned,
  more.returned_points,
  more.reporting_currency,
  more.exchange_rate,
  more.reporting_gross,
  more.paid_points,
  more.paid_amount,
  more.paid_back,
  more.by_hand,
];
