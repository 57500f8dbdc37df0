import { Injectable } from '@nestjs/common';
import { listLocations, listProducts } from '@regulars/contracts';
import { moneyText } from '@regulars/loyalty';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { KeptPrices } from './kept-prices.ts';
import { Locations } from './locations.ts';
import { named, Reader } from './reader.ts';
import type { LocationRecord, ProductRecord } from './records.ts';

type Named<Row extends LocationRecord | ProductRecord> = ReturnType<typeof named<Row>>;

/** The exports of products and locations, with names in the reader's language and in each. */
@Injectable()
export class ExportedClub {
  constructor(sources: ExportSources, prices: KeptPrices, locations: Locations, reader: Reader) {
    sources.register(
      exportedList(listProducts, {
        kind: 'products',
        page: async (_, query) => {
          const wording = await reader.wording();
          const list = await prices.sold(query);
          return { ...list, data: list.data.map((row) => named(row, wording)) };
        },
        columns: {
          sku: (row: Named<ProductRecord>) => row.sku,
          name: (row) => row.name,
          nameDe: ({ nameTexts }) => nameTexts.de ?? '',
          nameEn: ({ nameTexts }) => nameTexts.en ?? '',
          nameCs: ({ nameTexts }) => nameTexts.cs ?? '',
          category: (row) => row.category,
          brand: (row) => row.brand,
          kind: (row) => row.kind,
          prices: ({ prices }) =>
            prices.map(({ amount, currency }) => moneyText(amount, currency)).join(', '),
          taxRate: (row) => row.taxRate,
          barcodes: (row) => row.barcodes.join(', '),
          priceBound: (row) => row.priceBound,
          quickKey: (row) => row.quickKey,
          active: (row) => row.active,
        },
      }),
      exportedList(listLocations, {
        kind: 'locations',
        page: async (_, query) => {
          const wording = await reader.wording();
          const list = await locations.list(query, wording.of);
          return { ...list, data: list.data.map((row) => named(row, wording)) };
        },
        columns: {
          code: (row: Named<LocationRecord>) => row.code,
          name: (row) => row.name,
          nameDe: ({ nameTexts }) => nameTexts.de ?? '',
          nameEn: ({ nameTexts }) => nameTexts.en ?? '',
          nameCs: ({ nameTexts }) => nameTexts.cs ?? '',
          kind: (row) => row.kind,
          currency: (row) => row.currency,
          address: (row) => row.address,
          openingHours: (row) => row.openingHours,
          taxRates: (row) => row.taxRates.join(', '),
          timeZone: (row) => row.timeZone ?? '',
          active: (row) => row.active,
        },
      }),
    );
  }
}
