import { canonicalReceipt } from '@regulars/contracts';
import { emailOf, momentOf, phoneOf, shorten, type Cells, type Reading } from './cells.ts';
import type { Item } from './import.ts';
import { atLine, RefusedLine, refusal } from './refusals.ts';

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

/** Orders of wholesalers are long; tills send fewer. */
const mostLines = 10_000;
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
  const same = JSON.stringify(draft.buyer);
  for (const { line, cells: text } of lines)
    atLine(line, () => {
      cells.assertWhole(text);
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
  const email = cells.text(line, 'email', 1000);
  if (email !== undefined) return { email: emailOf(email, 'email') };
  const text = cells.text(line, 'phone', 100);
  const phone = text === undefined ? undefined : phoneOf(text, 'phone', reading);
  return phone === undefined ? null : { phone };
};
