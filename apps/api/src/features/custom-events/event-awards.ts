import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { system } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import type { Payload } from './context.ts';
import { EventTypes, labelsOf } from './event-types.ts';
import { Occasions } from './occasions.ts';

/** What an event of the club means as a custom event. */
interface AwardedAs {
  readonly type: string;
  /** Counts once per type. */
  readonly eventId: string;
  readonly memberId: string;
  readonly payload?: Payload;
  readonly locationId?: string;
}

/** How events of other features earn points. */
interface EventAward<Name extends EventName> {
  /** kebab-case, unique and permanent. */
  readonly consumer: string;
  readonly names: readonly Name[];
  /** Null if this event earns nothing. */
  readonly as: (event: HeardEvent<Name>) => AwardedAs | null;
}

/**
 * Lets later features earn points without posting any: they publish what happened, register what it means as a custom
 * event, and the club decides by rules what it is worth.
 */
@Injectable()
export class EventAwards {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly types: EventTypes,
    private readonly occasions: Occasions,
  ) {}

  /** Call it in a constructor. Events from now on count, each once. */
  register<Name extends EventName>({ consumer, names, as }: EventAward<Name>): void {
    this.subscriptions.subscribe({
      consumer,
      names,
      origins: ['live'],
      from: 'now',
      handle: async (event: HeardEvent<Name>) => {
        const awarded = as(event);
        if (awarded) await this.#award(awarded, event.at);
      },
    });
  }

  async #award({ type, eventId, memberId, payload = {}, locationId }: AwardedAs, at: number): Promise<void> {
    // The club does not reward it.
    const known = await this.types.byCode(type);
    if (!known?.active) return;
    const member = { pointer: '/member/id', code: null, memberId, externalId: null };
    try {
      await this.occasions.record(system, member, {
        kind: 'custom-event',
        type,
        eventId,
        occurredAt: at,
        locationId: locationId ?? null,
        payload,
        labels: labelsOf(known),
      });
    } catch (error) {
      if (!(error instanceof ClubError) || !settled.has(error.code)) throw error;
    }
  }
}

/** Trying again would change nothing. */
const settled: ReadonlySet<string> = new Set(['event-already-counted', 'not-found', 'member-not-active']);
