import { randomUUID } from 'node:crypto';
import type { Location, Product } from '@regulars/contracts';
import {
  Locations,
  named,
  Products,
  Reader,
  type NewLocation,
  type NewProduct,
} from '../../../apps/api/src/features/club/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';

export const makeLocation = async (
  { app }: TestApp,
  location: Partial<NewLocation> = {},
): Promise<Location> =>
  named(
    await app.get(Locations).create(system, {
      code: `shop-${randomUUID().slice(0, 8)}`,
      name: 'Shop',
      kind: 'shop',
      currency: 'EUR',
      address: '',
      openingHours: '',
      taxRates: [],
      timeZone: null,
      active: true,
      ...location,
    }),
    await app.get(Reader).clubWording(),
  );

export const makeProduct = async ({ app }: TestApp, product: Partial<NewProduct> = {}): Promise<Product> =>
  named(
    await app.get(Products).create(system, {
      sku: randomUUID(),
      name: 'House blend',
      category: 'coffee',
      brand: '',
      kind: 'goods',
      picture: 'cup',
      prices: [{ amount: 890, currency: 'EUR' }],
      taxRate: 10,
      barcodes: [],
      priceBound: false,
      quickKey: false,
      interests: [],
      active: true,
      ...product,
    }),
    await app.get(Reader).clubWording(),
  );
