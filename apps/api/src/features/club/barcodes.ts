import { Injectable } from '@nestjs/common';
import { gtinOf } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { ProductsRepository } from './products.repository.ts';
import type { ProductRecord } from './records.ts';

/** Which product a barcode belongs to: to one at most. */
@Injectable()
export class BarcodesOfProducts {
  constructor(private readonly products: ProductsRepository) {}

  /** By a scanned code: the product with this barcode, else the one whose SKU it is; at most one. */
  async find(scanned: string, active: boolean | null): Promise<ProductRecord[]> {
    return this.products.byBarcode(gtinOf(scanned), scanned, active);
  }

  /** SKU by barcode, for those that a product has. */
  async owners(barcodes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return barcodes.length === 0 ? new Map<string, string>() : this.products.barcodeOwners(barcodes);
  }

  /** Call it in the transaction that stores the products. Throws `already-taken` if another product has a barcode. */
  async take(products: readonly ProductRecord[]): Promise<void> {
    const taken = new Set(await this.products.takeBarcodes(products.map(({ id }) => id)));
    if (taken.size === 0) return;
    const index = products[0]?.barcodes.findIndex((barcode) => taken.has(barcode)) ?? 0;
    throw ClubError.field(
      'already-taken',
      `/barcodes/${Math.max(0, index)}`,
      'another product has this barcode',
    );
  }
}

/** As stored. Throws `invalid-request` for a wrong check digit or a barcode that is given twice. */
export const canonicalBarcodes = (typed: readonly string[]): string[] => {
  const barcodes: string[] = [];
  for (const [index, text] of typed.entries()) {
    const barcode = gtinOf(text);
    if (barcode === null)
      throw ClubError.field(
        'invalid-request',
        `/barcodes/${index}`,
        'no EAN, UPC or GTIN with a valid check digit',
      );
    if (barcodes.includes(barcode))
      throw ClubError.field('invalid-request', `/barcodes/${index}`, 'each barcode once');
    barcodes.push(barcode);
  }
  return barcodes;
};
