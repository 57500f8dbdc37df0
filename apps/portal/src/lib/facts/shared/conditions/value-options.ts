import type { Fact, Source } from '@regulars/conditions';
import { getLocale } from '#lib/paraglide/runtime.js';
import { categoryName, namedCategories } from '#lib/shell/category-name.ts';
import type { Choices } from '../choices.server.ts';
import { capital, type Option } from './options.ts';

/** The possible or suggested values of a fact: its choices, or resources of the club. */
export function valueOptions({ choices, source }: Pick<Fact, 'choices' | 'source'>, club: Choices): Option[] {
  if (choices)
    return Object.entries(choices).map(([value, texts]) => ({ value, label: capital(texts[getLocale()]) }));
  return source ? sourceOptions(source, club) : [];
}

/** What a fact may be asked about, such as its categories; null for any text. */
export function keyOptions({ keys, keySource }: Fact, club: Choices): Option[] | null {
  if (keys === undefined && keySource === undefined) return null;
  return valueOptions({ choices: keys, source: keySource }, club);
}

/** The resources of the club that a value can name. */
export const sourceOptions = (source: Source, club: Choices): Option[] => things[source]?.(club) ?? [];

const same = (values: string[]): Option[] => values.map((value) => ({ value, label: value }));

const named = (all: readonly { id: string; name: string }[] = []): Option[] =>
  all.map(({ id, name }) => ({ value: id, label: name }));

const things: Partial<Record<Source, (club: Choices) => Option[]>> = {
  category: ({ categories }) =>
    [...new Set([...categories, ...namedCategories()])].map((value) => ({
      value,
      label: categoryName(value),
    })),
  brand: ({ brands }) => same(brands),
  product: ({ skus }) => skus.map(({ sku, name }) => ({ value: sku, label: name })),
  'product-set': ({ productSets }) => productSets.map(({ id, name }) => ({ value: id, label: name })),
  location: ({ locations }) => locations.map(({ id, name }) => ({ value: id, label: name })),
  tier: ({ tiers }) => tiers.map(({ id, name }) => ({ value: id, label: name })),
  badge: ({ badges }) => badges.map(({ id, name }) => ({ value: id, label: name })),
  segment: ({ segments }) => segments.map(({ id, name }) => ({ value: id, label: name })),
  'event-type': ({ eventTypes }) => eventTypes.map(({ code, name }) => ({ value: code, label: name })),
  reward: ({ happened }) => named(happened?.rewards),
  coupon: ({ happened }) => named(happened?.coupons),
  offer: ({ happened }) => named(happened?.offers),
  survey: ({ happened }) => named(happened?.surveys),
  community: ({ happened }) => named(happened?.communities),
  interest: ({ interests }) => interests.map(({ id, name }) => ({ value: id, label: name })),
  'score-group': ({ scoreGroups }) => scoreGroups.map(({ id, name }) => ({ value: id, label: name })),
  'own-score': ({ ownScores }) => ownScores.map(({ id, name }) => ({ value: id, label: name })),
  tag: ({ tags }) => same(tags),
  currency: ({ locations }) => same([...new Set(locations.map(({ currency }) => currency))]),
};
