import type { FactName, Readers, Subject } from '@regulars/conditions';
import type { FactLine } from './kept-purchase.ts';

interface LineOfPurchase {
  readonly line: FactLine;
  readonly currency: string;
}

const readers: Readers<'line', LineOfPurchase> = {
  'line.category': ({ line }) => line.category ?? null,
  'line.brand': ({ line }) => line.brand ?? null,
  'line.sku': ({ line }) => line.sku ?? null,
  'line.product-sets': ({ line }) => line.sets ?? [],
  'line.kind': ({ line }) => line.kind,
  'line.quantity': ({ line }) => line.quantity / 1000,
  'line.amount': ({ line, currency }) => ({ amount: line.gross, currency }),
  'line.discounted': ({ line }) => line.discount > 0,
};

/** A line of a purchase, for conditions about lines. */
export function lineSubject(line: FactLine, currency: string): Subject {
  const thing = { line, currency };
  return { read: (fact) => (isLineFact(fact) ? readers[fact](thing, '') : null) };
}

function isLineFact(fact: FactName): fact is keyof typeof readers {
  return Object.hasOwn(readers, fact);
}
