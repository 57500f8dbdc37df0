import { Injectable } from '@nestjs/common';
import { listPurchases, managers, operationOf, type QueryOf, type ReplyOf } from '@regulars/contracts';
import { majorUnits } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ExportCell, ExportRequest, ExportSource } from '../../platform/exports/export-source.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { filtersOf, pageByPage } from '../../platform/http/lists.ts';
import { NumbersOfMembers, type MemberNumbers } from '../members/index.ts';
import { PurchaseBooks } from './purchase-books.ts';
import { statement } from './statements.ts';

type Row = ReplyOf<typeof listPurchases>['data'][number];
type Query = Omit<QueryOf<typeof listPurchases>, 'limit' | 'cursor'>;

interface Line {
  purchase_id: string;
  line: number;
  sku: string | null;
  name: string | null;
  category: string | null;
  brand: string | null;
  kind: string;
  quantity: number;
  unit_price: number | null;
  discount: number;
  amount: number;
  tax_rate: number;
  returned: number;
  till: string | null;
}

const linesOf = statement(
  'purchase-export-lines',
  `select l.purchase_id, l.line, l.sku, l.name, l.category, l.brand, l.kind, l.quantity::float8 as quantity, l.unit_price,
          l.discount, l.amount, l.tax_rate::float8 as tax_rate, l.returned::float8 as returned, p.till
   from purchase_lines l join purchases p on p.id = l.purchase_id
   where l.purchase_id = any($1) order by l.purchase_id, l.line`,
);

/** The purchase list with its goods: a row for each line, with what its receipt says, so that it can be imported again. */
@Injectable()
export class ExportedPurchaseLines implements ExportSource {
  readonly kind = 'purchase-lines';
  /** It says who bought, by numbers that name a member elsewhere. */
  readonly access = {
    roles: managers,
    scope: ['purchases:read', 'members:read'],
    reach: 'location',
  } as const;
  readonly filters = filtersOf(operationOf(listPurchases));
  readonly columns = [
    'receiptNumber',
    'purchasedAt',
    'location',
    'locationName',
    'till',
    'externalId',
    'cardNumber',
    'member',
    'line',
    'sku',
    'name',
    'category',
    'brand',
    'kind',
    'quantity',
    'unitPrice',
    'discount',
    'lineTotal',
    'currency',
    'taxRate',
    'returnedQuantity',
  ] as const;

  constructor(
    sources: ExportSources,
    private readonly books: PurchaseBooks,
    private readonly numbers: NumbersOfMembers,
    private readonly transactions: Transactions,
  ) {
    sources.register(this);
  }

  async *rows({ actor, query }: ExportRequest): AsyncGenerator<ExportCell[][]> {
    for await (const rows of pageByPage((at) => this.books.list(actor, { ...(query as Query), ...at }))) {
      const found = await this.transactions.query(linesOf, [rows.map(({ id }) => id)]);
      const byId = Map.groupBy(found, ({ purchase_id: id }) => id);
      const buyers = await this.numbers.of(rows.flatMap(({ member }) => member?.id ?? []));
      yield rows.flatMap((row) => {
        const buyer = row.member ? buyers.get(row.member.id) : undefined;
        return (byId.get(row.id) ?? []).map((line) => cellsOf(row, line, buyer));
      });
    }
  }
}

const cellsOf = (
  { receipt, member, total: { currency }, ...row }: Row,
  line: Line,
  buyer: MemberNumbers | undefined,
): ExportCell[] => [
  receipt.number,
  row.purchasedAt,
  receipt.location,
  row.locationName,
  line.till,
  buyer?.externalId ?? null,
  buyer?.cardNumber ?? null,
  member?.displayName ?? null,
  line.line,
  line.sku,
  line.name,
  line.category,
  line.brand,
  line.kind,
  line.quantity,
  line.unit_price === null ? null : majorUnits(line.unit_price, currency),
  majorUnits(line.discount, currency),
  majorUnits(line.amount, currency),
  currency,
  line.tax_rate,
  line.returned,
];
