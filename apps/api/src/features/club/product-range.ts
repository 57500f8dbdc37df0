import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { ClubChanges } from './club-changes.ts';
import { BarcodesOfProducts } from './barcodes.ts';
import { ProductsRepository } from './products.repository.ts';
import type { ProductRecord } from './records.ts';

/** Bulk operations on products for imports. The audit log names the import. */
@Injectable()
export class ProductRange {
  constructor(
    private readonly products: ProductsRepository,
    private readonly transactions: Transactions,
    private readonly changes: ClubChanges,
    private readonly barcodes: BarcodesOfProducts,
  ) {}

  /** As stored, not from memory. */
  async bySkus(skus: readonly string[]): Promise<ProductRecord[]> {
    return this.products.bySkus(skus);
  }

  async byIds(ids: readonly string[]): Promise<ProductRecord[]> {
    return this.products.byIds(ids);
  }

  /** SKU by barcode, for those that a product has. */
  async ownersOf(barcodes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.barcodes.owners(barcodes);
  }

  /** Those whose SKU was free. Throws `already-taken` if another product has a barcode. */
  async addMany(products: readonly Omit<ProductRecord, 'id' | 'version'>[]): Promise<ProductRecord[]> {
    if (products.length === 0) return [];
    return this.transactions.run(async () => {
      const added = await this.products.insert(
        products.map((product) => ({ ...product, id: newId(), version: 1 })),
        // An older system may have sold them before, and cheaper.
        'or-earlier',
      );
      if (added.some(({ barcodes }) => barcodes.length > 0)) await this.barcodes.take(added);
      await this.changes.announce('product');
      return added;
    });
  }

  /** Name, category, brand, kind, prices, tax rate and barcodes. Throws `already-taken`. */
  async overwriteMany(products: readonly ProductRecord[]): Promise<void> {
    if (products.length === 0) return;
    await this.transactions.run(async () => {
      await this.products.overwrite(products);
      await this.barcodes.take(products);
      await this.changes.announce('product');
    });
  }

  /** Removes those that nobody changed since they were added, and returns their ids. */
  async removeMany(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    return this.transactions.run(async () => {
      const removed = await this.products.remove(ids);
      await this.changes.announce('product');
      return removed;
    });
  }
}
