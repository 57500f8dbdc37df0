import { startOf } from '../../text.ts';
import { eventCatalogue } from '@regulars/contracts';
import type { EventRow } from './consumers.repository.ts';
import type { HeardEvent, Subscription } from './subscription.ts';

/** Events that are handled together, or one by one. */
export interface Run {
  readonly bulk: boolean;
  readonly events: readonly EventRow[];
}

/** Splits a batch where its events change between `handle` and `handleBulk`, so that their order stays. */
export const runsOf = (events: readonly EventRow[], subscription: Subscription): Run[] => {
  const bulkOrigins = subscription.handleBulk ? (subscription.bulkOrigins ?? ['import', 'demo']) : [];
  const runs: { bulk: boolean; events: EventRow[] }[] = [];
  for (const event of events) {
    const bulk = bulkOrigins.includes(event.origin);
    const last = runs.at(-1);
    if (last?.bulk === bulk) last.events.push(event);
    else runs.push({ bulk, events: [event] });
  }
  return runs;
};

/** Its data throw when they are read, if they do not match the catalogue: many consumers only ask for the member. */
export const heard = ({ number, name, member_id: memberId, at, origin, data }: EventRow): HeardEvent => {
  let read: unknown;
  return {
    number,
    name,
    memberId,
    at: at.getTime(),
    origin,
    get data() {
      return (read ??= eventCatalogue[name].data.parse(data));
    },
  } as HeardEvent;
};

const triesInAll = 5;
const pausesInSeconds = [5, 30, 120, 600];
const longestError = 500;

/** The result of a failed try: when the next one is, if any. */
export const tried = (attempts: number, error: unknown, now: number) => {
  const pause = attempts < triesInAll ? (pausesInSeconds[attempts - 1] ?? 0) : null;
  return {
    attempts,
    nextAt: pause === null ? null : new Date(now + pause * 1000),
    error: startOf(
      (error instanceof Error ? error.message : String(error)).replaceAll('\0', ''),
      longestError,
    ),
  };
};
