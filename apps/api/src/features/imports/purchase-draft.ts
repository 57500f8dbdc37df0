import { canonicalReceipt, email as emailSchema, lineKind } from '@regulars/contracts';
import type { PurchaseOffered } from '../purchases/index.ts';
import { amountOf, momentOf, phoneOf, scaled, shorten, type Cells, type Reading } from './cells.ts';
import type { FileLine, Item } from './import.ts';
import { currencyOf } from './reading/numbers.ts';
import { StatusesOfLines } from './statuses-of-lines.ts';
import { atLine, RefusedCell, RefusedLine, refusal } from './refusals.ts';

type Line = PurchaseOffered['lines'][number];

/** The member named on a receipt. */
export type BuyerNamed = Partial<Record<'externalId' | 'card' | 'email' | 'phone', string>>;

/** A purchase from its lines. Money is read once its location and therefore its currency are known. */
export interface PurchaseDraft {
  readonly location: string;
  /** As written in the file. */
  readonly locationName: string;
  readonly receipt: string;
  readonly till: string | undefined;
  readonly purchasedAt: string;
  readonly buyer: BuyerNamed | null;
}

const mostLines = 1000;
/** Before the first tills that stored anything, so such a year was misread. */
const earliest = '1970';

/** `Store 12` → `store-12`: a location code in the club's form. */
export const locationCodeOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');

/** Fields shared by all lines of a receipt. Throws RefusedLine. */
export const readPurchase = ({ lines }: Item, cells: Cells, reading: Reading): PurchaseDraft => {
  const [first] = lines;
  if (!first) throw new Error('An item without lines');
  if (lines.length > mostLines)
    throw new RefusedLine(first.line, {
      code: 'invalid-request',
      reason: 'too-many-lines',
      params: { most: mostLines },
    });
  atLine(first.line, () => cells.assertWhole(first.cells));
  const draft = atLine(first.line, () => readHead(first.cells, cells, reading));
  const statuses = new StatusesOfLines(cells, reading.options);
  const same = JSON.stringify(draft.buyer);
  for (const { line, cells: text } of lines)
    atLine(line, () => {
      cells.assertWhole(text);
      if (statuses.of(text) === 'return')
        throw refusal('status', 'negative-quantity', { value: cells.text(text, 'status', 60) ?? '' });
      if (JSON.stringify(buyerOf(text, cells, reading)) !== same)
        throw refusal('receipt', 'different-members');
    });
  return draft;
};

const readHead = (line: readonly string[], cells: Cells, reading: Reading): PurchaseDraft => {
  const receipt = canonicalReceipt(cells.text(line, 'receipt', 100) ?? '') || missing('receipt');
  const named = cells.label(line, 'location', 120) ?? reading.options.location ?? missing('location');
  const location = locationCodeOf(named);
  if (location === '') throw refusal('location', 'no-location-code', { value: shorten(named) });
  const at = cells.joined(line, 'purchasedAt', 60) ?? missing('purchasedAt');
  const purchasedAt = momentOf(at, 'purchasedAt', reading);
  if (purchasedAt < earliest)
    throw refusal('purchasedAt', 'too-early', { value: shorten(at), year: Number(earliest) });
  const buyer = buyerOf(line, cells, reading);
  return { location, locationName: named, receipt, till: cells.label(line, 'till', 60), purchasedAt, buyer };
};

const missing = (field: string): never => {
  throw refusal(field, 'empty');
};

const buyerOf = (line: readonly string[], cells: Cells, reading: Reading): BuyerNamed | null => {
  const externalId = cells.text(line, 'externalId', 100);
  if (externalId !== undefined) return { externalId };
  const card = cells.text(line, 'card', 64);
  if (card !== undefined) return { card };
  const email = cells.text(line, 'email', 254);
  if (email !== undefined) return { email: emailSchema.safeParse(email).data ?? bad(email) };
  const text = cells.text(line, 'phone', 100);
  const phone = text === undefined ? undefined : phoneOf(text, 'phone', reading);
  return phone === undefined ? null : { phone };
};

const bad = (email: string): never => {
  throw refusal('email', 'no-email', { value: shorten(email) });
};

/** The goods. Throws RefusedLine. */
export const readLines = (
  lines: readonly FileLine[],
  currency: string,
  cells: Cells,
  reading: Reading,
): Line[] =>
  lines.map(({ line, cells: text }) => atLine(line, () => readLine(text, currency, cells, reading)));

const readLine = (line: readonly string[], currency: string, cells: Cells, reading: Reading): Line => {
  const kind = kindOf(line, cells);
  const money = (field: string): number | undefined => {
    const text = cells.text(line, field, 40);
    // Returned deposits cost less than nothing.
    return text === undefined ? undefined : amountOf(text, currency, field, reading, kind.kind === 'deposit');
  };
  const decimal = (field: string, places: number): number | undefined => {
    const text = cells.text(line, field, 40);
    if (text === undefined) return undefined;
    const value = scaled(text.replace(/\s*%$/, ''), places, field, reading);
    if (value < 0) throw refusal(field, 'negative-quantity', { value: shorten(text) });
    return value / 10 ** places;
  };
  assertCurrency(line, currency, cells);
  const amount = money('amount');
  const unitPrice = unlessTooExact(() => money('unitPrice'), amount !== undefined);
  if (amount === undefined && unitPrice === undefined) throw refusal('amount', 'empty');
  const discounts = cells.all(line, 'discount').map((text) => amountOf(text, currency, 'discount', reading));
  return {
    ...kind,
    sku: cells.text(line, 'sku', 100),
    name: cells.label(line, 'name', 200),
    category: cells.label(line, 'category', 100),
    brand: cells.label(line, 'brand', 100),
    quantity: decimal('quantity', 3),
    taxRate: decimal('taxRate', 2),
    amount,
    unitPrice,
    ...(discounts.length > 0 ? { discount: discounts.reduce((sum, part) => sum + part, 0) } : {}),
  };
};

const assertCurrency = (line: readonly string[], currency: string, cells: Cells): void => {
  const text = cells.text(line, 'currency', 40);
  if (text !== undefined && currencyOf(text) !== currency)
    throw refusal('currency', 'other-currency', { value: shorten(text), currency });
};

/** Fuel and loose goods have unit prices below a cent. The total of the line counts, if there is one. */
const unlessTooExact = (read: () => number | undefined, mayBe: boolean): number | undefined => {
  try {
    return read();
  } catch (error) {
    if (mayBe && error instanceof RefusedCell && error.refusal.reason === 'too-many-decimals')
      return undefined;
    throw error;
  }
};

const kindOf = (line: readonly string[], cells: Cells): Pick<Line, 'kind'> => {
  const text = cells.text(line, 'kind', 40);
  if (text === undefined) return {};
  const kind = lineKind.safeParse(text.toLowerCase());
  if (!kind.success)
    throw refusal('kind', 'no-kind', { value: shorten(text), known: lineKind.options.join(', ') });
  return { kind: kind.data };
};
