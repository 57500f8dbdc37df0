import type { Readers, Subject } from '@regulars/conditions';
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

type Read = (thing: LineOfPurchase, key: string) => ReturnType<Subject['read']>;
const readerOf: ReadonlyMap<string, Read> = new Map(Object.entries(readers));

/** A line of a purchase, for conditions about lines. */
export function lineSubject(line: FactLine, currency: string): Subject {
  const thing = { line, currency };
  return { read: (fact) => readerOf.get(fact)?.(thing, '') ?? null };
}

const subjects = new WeakMap<readonly FactLine[], readonly Subject[]>();

/** The lines of a purchase, made once: its rules ask the same of them. */
export function lineSubjectsOf(lines: readonly FactLine[], currency: string): readonly Subject[] {
  let known = subjects.get(lines);
  if (!known) subjects.set(lines, (known = lines.map((line) => lineSubject(line, currency))));
  return known;
}
