import { canonicalReceipt, lineKind } from '@regulars/contracts';
import { LoyaltyError, priceLine, roundRatio } from '@regulars/loyalty';
import type { GoodsBack, PurchaseOffered } from '../purchases/index.ts';
import { amountOf, scaled, shorten, type Cells, type Reading } from './cells.ts';
import type { FileLine } from './import.ts';
import { currencyOf } from './reading/numbers.ts';
import { atLine, RefusedCell, refusal } from './refusals.ts';
import type { StatusesOfLines } from './statuses-of-lines.ts';

type Line = PurchaseOffered['lines'][number];

/** Goods that were bought. */
export interface SoldLine {
  readonly at: FileLine;
  readonly line: Line;
  /** In minor units; null if it cannot be reckoned, so that the purchase will be refused. */
  readonly gross: number | null;
  /** Thousandths of it that came back: all by its status, else as many as the line says. */
  readonly returned: number;
}

/** Goods that came back. */
export interface BackLine {
  readonly at: FileLine;
  readonly goods: GoodsBack;
}

export interface Goods {
  readonly sold: readonly SoldLine[];
  readonly back: readonly BackLine[];
}

export interface GoodsTerms {
  readonly currency: string;
  /** The number of the receipt. */
  readonly receipt: string;
  readonly statuses: StatusesOfLines;
  readonly cells: Cells;
  readonly reading: Reading;
}

/** Throws RefusedLine. */
export const readGoods = (lines: readonly FileLine[], terms: GoodsTerms): Goods => {
  const [sold, back]: [SoldLine[], BackLine[]] = [[], []];
  for (const at of lines)
    atLine(at.line, () => {
      const read = readLine(at.cells, terms);
      if ('goods' in read) back.push({ at, ...read });
      else sold.push({ at, ...read });
    });
  return { sold, back };
};

/** Figures of a line as the file writes them; negative ones are of goods that came back. */
interface Figures {
  /** Thousandths. */
  readonly quantity: number | undefined;
  readonly amount: number | undefined;
  readonly unitPrice: number | undefined;
  readonly discount: number | undefined;
}

const readLine = (
  line: readonly string[],
  terms: GoodsTerms,
): Omit<SoldLine, 'at'> | Omit<BackLine, 'at'> => {
  const { cells, reading, currency, statuses } = terms;
  const kind = kindOf(line, cells);
  assertCurrency(line, currency, cells);
  const figures = figuresOf(line, terms);
  const article = {
    sku: cells.text(line, 'sku', 100),
    name: cells.label(line, 'name', 200),
  };
  const named = canonicalReceipt(cells.text(line, 'returnOf', 100) ?? '');
  const isReturn = statuses.of(line) === 'return';
  const isOfOther = isReturn && named !== '' && named !== terms.receipt;
  // Returned deposits cost less than nothing.
  const isBack = kind.kind !== 'deposit' && (isOfOther || isNegative(figures));
  if (isBack) {
    const { sku = null, name = null } = article;
    return {
      goods: { receipts: receiptsNamed(named, terms.receipt), sku, name, ...backOf(figures) },
    };
  }
  const sold: Line = {
    ...kind,
    ...article,
    category: cells.label(line, 'category', 100),
    brand: cells.label(line, 'brand', 100),
    quantity: figures.quantity === undefined ? undefined : figures.quantity / 1000,
    taxRate: percentOf(line, cells, reading),
    amount: figures.amount,
    unitPrice: figures.unitPrice,
    ...(figures.discount === undefined ? {} : { discount: figures.discount }),
  };
  const bought = figures.quantity ?? 1000;
  return { line: sold, gross: grossOf(sold), returned: isReturn ? bought : returnedOf(line, bought, terms) };
};

/** Our own export says how many of a line came back later. */
const returnedOf = (line: readonly string[], bought: number, { cells, reading }: GoodsTerms): number => {
  const text = cells.text(line, 'returnedQuantity', 40);
  const returned = text === undefined ? 0 : scaled(text, 3, 'returnedQuantity', reading);
  if (returned < 0 || returned > bought) throw refusal('returnedQuantity', 'out-of-range');
  return returned;
};

const figuresOf = (line: readonly string[], { cells, reading, currency }: GoodsTerms): Figures => {
  const money = (field: string): number | undefined => {
    const text = cells.text(line, field, 40);
    return text === undefined ? undefined : amountOf(text, currency, field, reading, true);
  };
  const typed = cells.text(line, 'quantity', 40);
  const quantity = typed === undefined ? undefined : scaled(typed, 3, 'quantity', reading);
  const amount = money('amount');
  const unitPrice = unlessTooExact(() => money('unitPrice'), amount !== undefined);
  if (amount === undefined && unitPrice === undefined) throw refusal('amount', 'empty');
  const discounts = cells.all(line, 'discount').map((text) => amountOf(text, currency, 'discount', reading));
  const discount = discounts.length > 0 ? discounts.reduce((sum, part) => sum + part, 0) : undefined;
  return { quantity, amount, unitPrice, discount };
};

const isNegative = ({ quantity = 1000, amount, unitPrice = 0 }: Figures): boolean =>
  quantity < 0 || (amount ?? unitPrice) < 0;

const backOf = ({
  quantity = 1000,
  amount,
  unitPrice = 0,
  discount = 0,
}: Figures): Pick<GoodsBack, 'quantity' | 'amount'> => {
  const reckoned = roundRatio([Math.abs(unitPrice), Math.abs(quantity)], [1000]);
  return {
    quantity: Math.abs(quantity),
    amount: amount === undefined ? Math.max(0, reckoned - discount) : Math.abs(amount),
  };
};

/** Credit notes of many shops have a C before their number. */
const creditNote = /^C[-\s]?(?=\d)/i;

/** The receipts that the goods may be of, the likeliest first. */
const receiptsNamed = (named: string, own: string): string[] =>
  [...new Set([named, own, own.replace(creditNote, '')])].filter((number) => number !== '');

const grossOf = (line: Line): number | null => {
  try {
    return priceLine(line).gross;
  } catch (error) {
    if (error instanceof LoyaltyError) return null;
    throw error;
  }
};

const percentOf = (line: readonly string[], cells: Cells, reading: Reading): number | undefined => {
  const text = cells.text(line, 'taxRate', 40);
  if (text === undefined) return undefined;
  const value = scaled(text.replace(/\s*%$/, ''), 2, 'taxRate', reading);
  if (value < 0) throw refusal('taxRate', 'negative', { value: shorten(text) });
  return value / 100;
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
