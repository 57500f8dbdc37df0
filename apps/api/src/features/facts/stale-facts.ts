import type { EventName } from '@regulars/contracts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import type { FactSource } from './fact-source.ts';
import type { FactSources } from './fact-sources.ts';

/** Members whose row may differ from these sources; from all, if absent. */
export interface StaleFacts {
  readonly memberIds: readonly string[];
  readonly sources?: readonly FactSource[];
}

/** What these events may have changed: members together whose rows differ in the same sources. */
export const staleAfter = (events: readonly HeardEvent[], sources: FactSources): StaleFacts[] => {
  const told = new Map<string, Set<EventName>>();
  for (const { memberId, name } of events)
    if (memberId !== null) told.set(memberId, (told.get(memberId) ?? new Set()).add(name));
  // Most members were told by events of the same names.
  const alike = Map.groupBy(told, ([, names]) => [...names].sort().join()).values();
  return together(
    [...alike].flatMap((members) => {
      const changed = sources.after(members[0]?.[1] ?? new Set());
      return members.map(([memberId]) => ({ memberId, sources: changed }));
    }),
  );
};

/** Members with those who need the same sources, which one statement reads for all of them. */
export const together = (
  changed: readonly { readonly memberId: string; readonly sources: readonly FactSource[] }[],
): StaleFacts[] => {
  const groups = Map.groupBy(
    changed.filter((one) => one.sources.length > 0),
    (one) => one.sources.map(({ name }) => name).join(),
  );
  return [...groups.values()].map((members) => ({
    memberIds: members.map(({ memberId }) => memberId),
    sources: members[0]?.sources ?? [],
  }));
};
