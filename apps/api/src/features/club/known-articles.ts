import { Injectable } from '@nestjs/common';
import type { SetsOfSku } from '@regulars/loyalty';
import { ProductSetMembers } from './product-set-members.ts';
import { Products } from './products.ts';
import { Reader } from './reader.ts';
import type { ProductRecord } from './records.ts';

/** A product with its name in the club's language, which the lines of purchases keep. */
type KnownProduct = Omit<ProductRecord, 'name'> & { readonly name: string };

/** What the club knows about the articles of some purchases. */
export interface Articles {
  readonly products: ReadonlyMap<string, KnownProduct>;
  readonly setsOf: SetsOfSku;
}

/** Products and product sets, from memory. */
@Injectable()
export class KnownArticles {
  constructor(
    private readonly products: Products,
    private readonly sets: ProductSetMembers,
    private readonly reader: Reader,
  ) {}

  async of(skus: readonly string[]): Promise<Articles> {
    if (skus.length === 0) return { products: new Map(), setsOf: () => [] };
    const { of } = await this.reader.clubWording();
    const found = await this.products.bySkus(skus);
    const products = new Map(
      [...found].map(([sku, product]) => [sku, { ...product, name: of(product.name) }]),
    );
    return { products, setsOf: await this.sets.current() };
  }
}
