import { Injectable } from '@nestjs/common';
import { listLocations, listProducts, type Location, type Product } from '@regulars/contracts';
import { moneyText } from '@regulars/loyalty';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { Locations } from './locations.ts';
import { Products } from './products.ts';

/** The exports of products and locations. */
@Injectable()
export class ExportedClub {
  constructor(sources: ExportSources, products: Products, locations: Locations) {
    sources.register(
      exportedList(listProducts, {
        kind: 'products',
        page: (_, query) => products.list(query),
        columns: {
          sku: (row: Product) => row.sku,
          name: (row) => row.name,
          category: (row) => row.category,
          brand: (row) => row.brand,
          kind: (row) => row.kind,
          prices: ({ prices }) =>
            prices.map(({ amount, currency }) => moneyText(amount, currency)).join(', '),
          taxRate: (row) => row.taxRate,
          barcodes: (row) => row.barcodes.join(', '),
          quickKey: (row) => row.quickKey,
          active: (row) => row.active,
        },
      }),
      exportedList(listLocations, {
        kind: 'locations',
        page: (_, query) => locations.list(query),
        columns: {
          code: (row: Location) => row.code,
          name: (row) => row.name,
          kind: (row) => row.kind,
          currency: (row) => row.currency,
          address: (row) => row.address,
          openingHours: (row) => row.openingHours,
          taxRates: (row) => row.taxRates.join(', '),
          active: (row) => row.active,
        },
      }),
    );
  }
}
