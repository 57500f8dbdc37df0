import { thousandthsOf } from '@regulars/loyalty';
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
  sold.reduce((sum, { gross, returned }) => sum + (returned ? 0 : (gross ?? 0)), 0) -
  back.reduce((sum, { goods }) => sum + goods.amount, 0);

/** Goods that came back, with their lines of the file. */
export interface OfferedReturn {
  readonly past: PastReturn;
  readonly lines: readonly BackLine[];
}

/** What comes back with a receipt: negative lines, and lines of its purchase that were returned by their status. */
export const returnOfOffered = (
  { goods, draft, currency }: Offered,
  location: LocationRecord,
  buyer: { readonly memberId: string | null; readonly purchase: string | null },
): OfferedReturn | null => {
  const whole = buyer.purchase === null ? [] : wholeLines(goods.sold, buyer.purchase);
  const lines = [...whole, ...goods.back];
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

const wholeLines = (sold: readonly SoldLine[], purchase: string): BackLine[] =>
  sold.flatMap(({ at, returned, line, gross }, index) => {
    if (!returned) return [];
    const { sku = null, name = null, quantity = 1 } = line;
    const from = { purchase, line: index };
    const goods = { receipts: [], from, sku, name, quantity: thousandthsOf(quantity), amount: gross ?? 0 };
    return [{ at, goods }];
  });
