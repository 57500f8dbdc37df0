import { Injectable } from '@nestjs/common';
import type { BodyOf, createCustomEventType } from '@regulars/contracts';
import { system, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Cancellations } from './cancellations.ts';
import type { Payload } from './context.ts';
import { EventTypes, labelsOf } from './event-types.ts';
import { Occasions, type BookedOccasion } from './occasions.ts';

export type StandardType = Pick<BodyOf<typeof createCustomEventType>, 'code' | 'name' | 'fields'>;

interface Happened {
  readonly type: string;
  /** Counts once per type. */
  readonly eventId: string;
  readonly memberId: string;
  readonly locationId: string | null;
  readonly payload: Payload;
}

/**
 * Custom events of the club itself, which a later feature counts in its own transaction, so that its caller sees the
 * points at once. `EventAwards` counts after the commit.
 */
@Injectable()
export class StandardEvents {
  constructor(
    private readonly types: EventTypes,
    private readonly occasions: Occasions,
    private readonly cancellations: Cancellations,
    private readonly clock: Clock,
  ) {}

  /** Adds the type, so that managers can make rules about it. A type with its code stays as it is. */
  async ensure(type: StandardType): Promise<void> {
    if (await this.types.byCode(type.code)) return;
    await this.types.create(system, { ...type, mostDaysAgo: 30, cancellable: true, active: true });
  }

  /** Null if the club does not count this type. Throws what `Occasions.record` throws. */
  async record(
    actor: Actor,
    { type, eventId, memberId, locationId, payload }: Happened,
  ): Promise<BookedOccasion | null> {
    const known = await this.types.byCode(type);
    if (!known?.active) return null;
    const member = { pointer: '/member/id', code: null, memberId, externalId: null };
    return this.occasions.record(actor, member, {
      kind: 'custom-event',
      type,
      eventId,
      occurredAt: this.clock.now(),
      locationId,
      payload,
      labels: labelsOf(known),
    });
  }

  /** Once or more, as for returned goods. Throws what `Cancellations.cancel` throws otherwise. */
  async takeBack(actor: Actor, id: string): Promise<void> {
    try {
      await this.cancellations.cancel(actor, id, null);
    } catch (error) {
      if (!(error instanceof ClubError) || error.code !== 'already-cancelled') throw error;
    }
  }
}
