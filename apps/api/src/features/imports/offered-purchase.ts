import { returnedAmount, thousandthsOf } from '@regulars/loyalty';
import type { LocationRecord } from '../club/index.ts';
import type { PastReturn, PurchaseOffered } from '../purchases/index.ts';
import type { Item } from './import.ts';
import type { PurchaseDraft } from './purchase-draft.ts';
import type { BackLine, Goods, SoldLine } from './purchase-goods.ts';

type Member = PurchaseOffered['member'];

/** What the lines of a receipt are: a purchase, goods that came back, or both. */
export interface Offered {
  readonly item: Item;
  /** Null if all goods came back. */
  readonly purchase: PurchaseOffered | null;
  readonly goods: Goods;
  readonly draft: PurchaseDraft;
  readonly member: Member;
  readonly currency: string;
  /** No member is the customer that the file names. */
  readonly namesNobody: boolean;
}

/** In minor units, as the file writes it. */
export const fileSumOf = ({ sold, back }: Goods): number =>
  sold.reduce((sum, line) => sum + (line.gross ?? 0) - worthReturned(line), 0) -
  back.reduce((sum, { goods }) => sum + goods.amount, 0);

/** Goods that came back, with their lines of the file. */
export interface OfferedReturn {
  readonly past: PastReturn;
  readonly lines: readonly BackLine[];
}

/** What comes back with a receipt: negative lines, and lines of its purchase that came back as a whole or in part. */
export const returnOfOffered = (
  { goods, draft, currency }: Offered,
  location: LocationRecord,
  buyer: { readonly memberId: string | null; readonly purchase: string | null },
): OfferedReturn | null => {
  const own = buyer.purchase === null ? [] : returnedLines(goods.sold, buyer.purchase);
  const lines = [...own, ...goods.back];
  if (lines.length === 0) return null;
  const past = {
    location,
    number: draft.receipt,
    returnedAt: Date.parse(draft.purchasedAt),
    memberId: buyer.memberId,
    currency,
    goods: lines.map((line) => line.goods),
  };
  return { past, lines };
};

const returnedLines = (sold: readonly SoldLine[], purchase: string): BackLine[] =>
  sold.flatMap((each, index) => {
    const { at, returned, line } = each;
    if (returned === 0) return [];
    const { sku = null, name = null } = line;
    const from = { purchase, line: index };
    const goods = { receipts: [], from, sku, name, quantity: returned, amount: worthReturned(each) };
    return [{ at, goods }];
  });

/** What came back of a line is worth its part of the line. */
const worthReturned = ({ gross, returned, line: { quantity = 1 } }: SoldLine): number =>
  returned === 0 || gross === null ? 0 : returnedAmount(gross, thousandthsOf(quantity), returned);
