import type { EventDataOf, EventMemberOf, EventName } from '@regulars/contracts';
import type { Origin } from '../outbox.ts';

interface Heard<Name extends EventName> {
  /** Consecutive over all committed events. */
  readonly number: number;
  readonly name: Name;
  readonly memberId: EventMemberOf<Name>;
  /** Milliseconds since the epoch: the time that the event is about. */
  readonly at: number;
  readonly origin: Origin;
  readonly data: EventDataOf<Name>;
}

/** An event as consumers get it: by its name it is known what its data holds. */
export type HeardEvent<Name extends EventName = EventName> = { [Each in Name]: Heard<Each> }[Name];

/** What a feature wants to hear of, and what it does then. */
export interface Subscription<Name extends EventName = EventName> {
  /** kebab-case, unique and lasting: its place in the events is stored under this name. */
  readonly consumer: string;
  readonly names: readonly Name[];
  readonly origins: readonly Origin[];
  /** Where it starts when it is new: with the oldest event that is kept, or with the next one. */
  readonly from: 'beginning' | 'now';
  /**
   * Runs in a transaction that also keeps the place of the consumer: what it writes there happens once for each event.
   * It gets a member's events in the order of their numbers. When it throws, the event is tried again later, and that
   * member's later events wait behind it.
   */
  handle(event: HeardEvent<Name>): Promise<void>;
  /**
   * Gets many events in one transaction, in the order of their numbers: one call for all of one batch. When it throws,
   * each of them goes to `handle` by itself.
   */
  handleBulk?(events: readonly HeardEvent<Name>[]): Promise<void>;
  /** The origins that go to `handleBulk`, where there is one; `import` and `demo` when absent. */
  readonly bulkOrigins?: readonly Origin[];
  /** Rest in milliseconds when all is done, so that what comes meanwhile is done together; none when absent. */
  readonly restMs?: number;
}
