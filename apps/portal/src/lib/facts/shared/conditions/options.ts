import {
  factsIn,
  facts,
  operatorLabels,
  operatorsOf,
  scopeTexts,
  topicTexts,
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

/** Labels that are not the same: a name that several values have is followed by the value. */
export function distinctLabels(options: readonly Option[]): Option[] {
  const lower = ({ label }: Option): string => label.toLowerCase();
  const times = Map.groupBy(options, lower);
  return options.map((one) =>
    (times.get(lower(one))?.length ?? 0) > 1 && one.label !== one.value
      ? { ...one, label: `${one.label} (${one.value})` }
      : one,
  );
}

export const labelOf = (value: string, options: readonly Option[]): string =>
  options.find((one) => one.value === value)?.label ?? value;

/** A person who types the name of a thing means the thing. */
export const valueOf = (typed: string, options: readonly Option[]): string => {
  const named = typed.trim().toLowerCase();
  return options.find(({ label }) => label.toLowerCase() === named)?.value ?? typed.trim();
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The facts of the context, grouped by subject. */
export const factOptions = (context: Context): Option[] =>
  factsIn(context).map((name) => {
    const { texts, scope, topic }: Fact = facts[name];
    return {
      value: name,
      label: capital(texts[getLocale()]),
      group: (topic ? topicTexts[topic] : scopeTexts[scope])[getLocale()],
    };
  });

// The opposite of 'at least' is 'less than', which is an operator of its own where there is one.
const opposites: Readonly<Partial<Record<OperatorName, OperatorName>>> = {
  'at-least': 'less-than',
  'at-most': 'more-than',
  'more-than': 'at-most',
  'less-than': 'at-least',
  before: 'after',
  after: 'before',
};

/** The operators of the row's fact, each with its opposite, which is written with `not ` before the name. */
export function operatorOptions({ fact, op, not }: LeafRow): Option[] {
  const names = operatorsOf(facts[fact]);
  const locale = getLocale();
  const said = names.map((name) => ({ value: name, label: operatorLabels[name].is[locale] }));
  const hasOpposite = (name: OperatorName): boolean =>
    names.includes(opposites[name] ?? name) && name in opposites;
  const negated = names
    .filter((name) => !hasOpposite(name) || (not && name === op))
    .map((name) => ({ value: `not ${name}`, label: operatorLabels[name].isNot[locale] }));
  return [...said, ...negated];
}

export const operatorValue = ({ op, not }: LeafRow): string => (not ? `not ${op}` : op);
