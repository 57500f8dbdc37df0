import {
  factsIn,
  facts,
  operatorLabels,
  operatorsOf,
  scopeTexts,
  type Context,
  type Fact,
  type OperatorName,
  type Source,
} from '@regulars/conditions';
import { getLocale } from '#lib/paraglide/runtime.js';
import { categoryName, namedCategories } from '#lib/shell/category-name.ts';
import type { Choices } from '../choices.server.ts';
import type { LeafRow } from './leaf.ts';

export interface Option {
  value: string;
  label: string;
  group?: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The facts of the context, grouped by subject. */
export const factOptions = (context: Context): Option[] =>
  factsIn(context).map((name) => {
    const { texts, scope }: Fact = facts[name];
    return {
      value: name,
      label: capital(texts[getLocale()]),
      group: scopeTexts[scope][getLocale()],
    };
  });

// The opposite of 'at least' is 'less than', which is an operator of its own.
const withoutNot: readonly OperatorName[] = [
  'at-least',
  'at-most',
  'more-than',
  'less-than',
  'before',
  'after',
];

/** The operators of the row's fact, each with its opposite, which is written with `not ` before the name. */
export function operatorOptions({ fact, op, not }: LeafRow): Option[] {
  const names = operatorsOf(facts[fact]);
  const locale = getLocale();
  const said = names.map((name) => ({ value: name, label: operatorLabels[name].is[locale] }));
  const opposites = names
    .filter((name) => !withoutNot.includes(name) || (not && name === op))
    .map((name) => ({ value: `not ${name}`, label: operatorLabels[name].isNot[locale] }));
  return [...said, ...opposites];
}

export const operatorValue = ({ op, not }: LeafRow): string => (not ? `not ${op}` : op);

/** The possible or suggested values of a fact: its choices, or resources of the club. */
export function valueOptions({ choices, source }: Fact, club: Choices): Option[] {
  if (choices)
    return Object.entries(choices).map(([value, texts]) => ({ value, label: capital(texts[getLocale()]) }));
  return (source && things[source]?.(club)) ?? [];
}

const same = (values: string[]): Option[] => values.map((value) => ({ value, label: value }));

const things: Partial<Record<Source, (club: Choices) => Option[]>> = {
  category: ({ categories }) =>
    [...new Set([...categories, ...namedCategories()])].map((value) => ({
      value,
      label: categoryName(value),
    })),
  brand: ({ brands }) => same(brands),
  product: ({ skus }) => skus.map(({ sku, name }) => ({ value: sku, label: name })),
  location: ({ locations }) => locations.map(({ id, name }) => ({ value: id, label: name })),
  tier: ({ tiers }) => tiers.map(({ id, name }) => ({ value: id, label: name })),
  tag: ({ tags }) => same(tags),
  currency: ({ locations }) => same([...new Set(locations.map(({ currency }) => currency))]),
};
