import { Injectable } from '@nestjs/common';
import { Locations, Products, Reader } from '../club/index.ts';

/** The club's names for what rates are about. */
@Injectable()
export class ArticlesOfRates {
  constructor(
    private readonly products: Products,
    private readonly locations: Locations,
    private readonly reader: Reader,
  ) {}

  /** By code. */
  async locationIds(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.locations.all()).map(({ id, code }) => [code, id]));
  }

  /** How many of these article numbers no product has. */
  async countUnknown(skus: readonly string[]): Promise<number> {
    const all = new Set(skus);
    return all.size - (await this.products.countKnown([...all]));
  }

  /** In the reader's language. */
  async words(skus: readonly string[]): Promise<{
    nameOf: (sku: string) => string | null;
    codeOf: (locationId: string) => string;
  }> {
    const { of } = await this.reader.wording();
    const products = await this.products.bySkus(skus);
    const codes = new Map((await this.locations.all()).map(({ id, code }) => [id, code]));
    return {
      nameOf: (sku) => {
        const product = products.get(sku);
        return product ? of(product.name) : null;
      },
      codeOf: (id) => codes.get(id) ?? id,
    };
  }
}
