import { dateTime } from '#lib/ui/format.ts';
import type { LocalContent } from './rule-draft.svelte.ts';
import type { RuleSummary } from './sentence.ts';

/** Formats a local text. It has no zone, so it is parsed and formatted in the same one. */
const localText = (local: string | null): string | null =>
  local ? dateTime(`${local}:00Z`, local.endsWith('T00:00') ? 'date' : 'short', 'UTC') : null;

/** The last day, with the time only if the rule ends within it. */
const lastDayText = (local: string | null): string | null =>
  local
    ? dateTime(local.includes('T') ? `${local}:00Z` : local, local.includes('T') ? 'short' : 'date', 'UTC')
    : null;

/** What a rule's sentence needs: formatted times, locations by name. */
export const summaryOf = (
  content: LocalContent,
  locations: readonly { id: string; name: string }[],
): RuleSummary => ({
  effect: content.effect,
  caps: content.caps,
  countsTowardsStatus: content.countsTowardsStatus,
  from: localText(content.validFrom),
  until: lastDayText(content.validUntil),
  places: locations.filter(({ id }) => content.locations.includes(id)).map(({ name }) => name),
});
