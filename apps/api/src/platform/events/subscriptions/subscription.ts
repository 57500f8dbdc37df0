import type { EventDataOf, EventMemberOf, EventName } from '@regulars/contracts';
import type { Origin } from '../outbox.ts';

interface Heard<Name extends EventName> {
  /** Consecutive over all committed events. */
  readonly number: number;
  readonly name: Name;
  readonly memberId: EventMemberOf<Name>;
  /** Milliseconds since the epoch: the time of the event itself. */
  readonly at: number;
  readonly origin: Origin;
  readonly data: EventDataOf<Name>;
}

/** An event as consumers get it. Its name determines the type of its data. */
export type HeardEvent<Name extends EventName = EventName> = { [Each in Name]: Heard<Each> }[Name];

/** What a feature subscribes to and how it reacts. */
export interface Subscription<Name extends EventName = EventName> {
  /** kebab-case, unique and permanent: its position is stored under this name. */
  readonly consumer: string;
  readonly names: readonly Name[];
  readonly origins: readonly Origin[];
  /** Where a new consumer starts: with the oldest stored event or with the next one. */
  readonly from: 'beginning' | 'now';
  /**
   * Runs in a transaction that also stores the consumer's position, so its writes happen exactly once per
   * event. Events of a member come in the order of their numbers. If it throws, the event is retried later, and
   * later events of that member wait for it.
   */
  handle(event: HeardEvent<Name>): Promise<void>;
  /**
   * Gets many events in one transaction, in the order of their numbers: one call per batch. If it throws, each
   * event goes to `handle`.
   */
  handleBulk?(events: readonly HeardEvent<Name>[]): Promise<void>;
  /** The origins for `handleBulk`; `import` and `demo` if absent. */
  readonly bulkOrigins?: readonly Origin[];
  /** Pause in milliseconds when everything is done, so that later events form one batch; none if absent. */
  readonly restMs?: number;
}
