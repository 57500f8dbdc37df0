import { Injectable } from '@nestjs/common';
import { listManualDiscounts, type ManualDiscount } from '@regulars/contracts';
import { majorUnits } from '@regulars/loyalty';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ManualDiscountBooks } from './manual-discount-books.ts';

/** The export of the discounts that the team gave by hand. */
@Injectable()
export class ExportedManualDiscounts {
  constructor(sources: ExportSources, books: ManualDiscountBooks) {
    sources.register(
      exportedList(listManualDiscounts, {
        kind: 'manual-discounts',
        page: (_, query) => books.list(query),
        columns: {
          id: (row: ManualDiscount) => row.id,
          at: (row) => row.givenAt,
          receiptNumber: ({ purchase }) => purchase.receipt,
          locationName: (row) => row.location,
          memberId: (row) => row.memberId,
          actor: ({ by }) => by.name,
          actorKind: ({ by }) => by.kind,
          line: (row) => row.line,
          percent: (row) => row.percent,
          takenOff: (row) => majorUnits(row.amount, row.currency),
          currency: (row) => row.currency,
          reason: (row) => row.reason,
          returnedAt: (row) => row.endedAt,
        },
      }),
    );
  }
}
