import type { Source } from '@regulars/conditions';
import type { Choices } from '#lib/facts/shared/choices.server.ts';
import { categoryName } from '#lib/shell/category-name.ts';
import { dateTime } from '#lib/ui/format.ts';
import type { LocalContent } from './rule-draft.svelte.ts';
import type { ToldVersion } from './difference.ts';
import type { RuleSummary } from './sentence.ts';

/** Formats a local text. It has no zone, so it is parsed and formatted in the same one. */
const localText = (local: string | null): string | null =>
  local ? dateTime(`${local}:00Z`, local.endsWith('T00:00') ? 'date' : 'short', 'UTC') : null;

/** The last day, with the time only if the rule ends within it. */
const lastDayText = (local: string | null): string | null =>
  local
    ? dateTime(local.includes('T') ? `${local}:00Z` : local, local.includes('T') ? 'short' : 'date', 'UTC')
    : null;

/** The things that a rule names. */
export type RuleNames = Pick<
  Choices,
  'locations' | 'tiers' | 'productSets' | 'segments' | 'rateTables' | 'badges' | 'eventTypes'
> & {
  /** The club's. */
  currency: string;
};

/** What a rule's sentence needs: formatted times, locations and tiers by name. */
export const summaryOf = (
  content: LocalContent,
  { locations, tiers, productSets, segments, rateTables, badges, eventTypes, currency }: RuleNames,
): RuleSummary => ({
  effect: content.effect,
  when: content.when,
  nameOf: (source, id) => {
    if (source === 'category') return categoryName(id);
    const things: Partial<Record<Source, readonly { id: string; name: string }[]>> = {
      location: locations,
      tier: tiers,
      badge: badges,
      'product-set': productSets,
      segment: segments,
    };
    return things[source]?.find((thing) => thing.id === id)?.name;
  },
  tableName: (id) => rateTables.find((table) => table.id === id)?.name,
  eventName: (code) => eventTypes.find((type) => type.code === code)?.name,
  eventField: (code, field) =>
    eventTypes.find((type) => type.code === code)?.numbers.find(({ name }) => name === field)?.label,
  currency,
  caps: content.caps,
  countsTowardsStatus: content.countsTowardsStatus,
  expiresAfter: content.expiresAfter,
  stacking: content.stacking,
  budget: content.budget,
  from: localText(content.validFrom),
  until: lastDayText(content.validUntil),
  places: locations.filter(({ id }) => content.locations.includes(id)).map(({ name }) => name),
});

/** A version of a rule as the pages of the console have it. */
export interface ShownVersion {
  version: number;
  createdAt: string;
  createdBy: string | null;
  content: LocalContent;
}

export const toldVersion = ({ content }: ShownVersion, names: RuleNames): ToldVersion => ({
  ...summaryOf(content, names),
  name: content.name,
});
