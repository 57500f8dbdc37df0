import {
  factsIn,
  facts,
  operatorLabels,
  operatorsOf,
  scopeTexts,
  type Context,
  type Fact,
  type OperatorName,
} from '@regulars/conditions';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { LeafRow } from './leaf.ts';

export interface Option {
  value: string;
  label: string;
  group?: string;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

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
