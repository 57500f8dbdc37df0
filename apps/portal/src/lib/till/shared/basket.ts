import type { Product, SentBodyOf, recordPurchase, replaceCheckout } from '@regulars/contracts';

export type PurchaseBody = SentBodyOf<typeof recordPurchase>;
/** Goods with codes. */
export type CartBody = SentBodyOf<typeof replaceCheckout>;
type PurchaseLine = PurchaseBody['lines'][number];

/** One product in the basket; `unitPrice` in minor units of the location's currency. */
export interface BasketLine {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  readonly kind: Product['kind'];
  readonly taxRate: number;
  readonly unitPrice: number;
  readonly quantity: number;
}

const most = 999;

/** The price of a product in this currency; undefined if it is not sold in it. */
export const priceIn = (product: Pick<Product, 'prices'>, currency: string): number | undefined =>
  product.prices.find((price) => price.currency === currency)?.amount;

/** Adds one piece of a product; new products come last. */
export function add(
  basket: readonly BasketLine[],
  product: Product,
  currency: string,
): readonly BasketLine[] {
  const unitPrice = priceIn(product, currency);
  if (unitPrice === undefined) return basket;
  const there = basket.find((line) => line.sku === product.sku);
  if (there) return withQuantity(basket, product.sku, there.quantity + 1);
  const { sku, name, category, brand, kind, taxRate } = product;
  return [...basket, { sku, name, category, brand, kind, taxRate, unitPrice, quantity: 1 }];
}

/** Zero removes the line. */
export function withQuantity(
  basket: readonly BasketLine[],
  sku: string,
  quantity: number,
): readonly BasketLine[] {
  const wanted = Math.min(Math.max(Math.trunc(quantity), 0), most);
  return basket
    .map((line) => (line.sku === sku ? { ...line, quantity: wanted } : line))
    .filter((line) => line.quantity > 0);
}

/** Minor units. */
export const totalOf = (basket: readonly BasketLine[]): number =>
  basket.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);

const usuallyEarns: { readonly [Kind in Product['kind']]: boolean } = {
  goods: true,
  service: true,
  shipping: true,
  deposit: false,
  'gift-card': false,
};

/** Nothing that usually earns no points, such as deposits and gift cards. A typed amount counts as goods. */
export const onlyEarningKinds = (basket: readonly BasketLine[]): boolean =>
  basket.every(({ kind }) => usuallyEarns[kind]);

/** The keypad's amount, at a usual tax rate of the location; null where none is known. */
export interface TypedAmount {
  readonly amount: number;
  readonly name: string;
  readonly taxRate: number | null;
}

/** The lines of a purchase: the products, and the keypad's amount as a line without a product. */
export function purchaseLines(
  basket: readonly BasketLine[],
  { amount, name, taxRate }: TypedAmount,
): PurchaseLine[] {
  const products = basket.map((line) => {
    const { sku, name, kind, quantity, unitPrice, taxRate, category, brand } = line;
    return {
      sku,
      name,
      kind,
      quantity,
      unitPrice,
      taxRate,
      ...(category && { category }),
      ...(brand && { brand }),
    };
  });
  if (amount === 0) return products;
  return [...products, { name, unitPrice: amount, ...(taxRate !== null && { taxRate }) }];
}

/** All lines of a purchase, for the undo right after posting. */
export const allOf = (lines: readonly PurchaseLine[]): { line: number; quantity: number }[] =>
  lines.map(({ quantity = 1 }, line) => ({ line, quantity }));
