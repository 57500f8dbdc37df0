import type { BodyOf, createLocation, createProduct, Location, Product, Texts } from '@regulars/contracts';

/** Locations and products as stored: with their names in all languages. */
export type LocationRecord = Omit<Location, 'name' | 'nameTexts'> & { readonly name: Texts };
export type ProductRecord = Omit<Product, 'name' | 'nameTexts'> & { readonly name: Texts };

/** A plain name is in the club's language. */
export type NewLocation = BodyOf<typeof createLocation>;
export type NewProduct = BodyOf<typeof createProduct>;

/** A product set without its article numbers, which are rows of their own. */
export interface ProductSetRecord {
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  readonly skus: number;
  readonly updatedAt: Date;
}
