import { facts, type FactName, type OperatorName } from '@regulars/conditions';
import type { Choices } from '../choices.server.ts';

type Known = Pick<Choices, 'categories' | 'brands' | 'skus' | 'allProducts'>;

const valuesOf: Partial<Record<string, (known: Known) => readonly string[]>> = {
  category: ({ categories }) => categories,
  brand: ({ brands }) => brands,
  product: ({ skus }) => skus.map(({ sku }) => sku),
};

/** Operators that compare whole values. */
const whole: readonly OperatorName[] = ['is', 'is-one-of'];

/** The values that no product of the club has. None while not all products are known: then nobody can tell. */
export function valuesOfNoProduct(
  {
    fact,
    op,
    values,
  }: { readonly fact: FactName; readonly op: OperatorName; readonly values: readonly string[] },
  known: Known,
): string[] {
  const definition = facts[fact];
  const had = 'source' in definition ? valuesOf[definition.source]?.(known) : undefined;
  if (!had || !known.allProducts || !whole.includes(op)) return [];
  return values.map((value) => value.trim()).filter((value) => value !== '' && !had.includes(value));
}
