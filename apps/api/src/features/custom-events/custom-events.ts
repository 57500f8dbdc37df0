import { Injectable } from '@nestjs/common';
import type { BodyOf, CustomEventType, recordCustomEvent } from '@regulars/contracts';
import { dayMs, instantOf, type Instant } from '@regulars/loyalty';
import { boundTo, mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Idempotency } from '../../platform/http/idempotency.ts';
import { cardCode, unknownCard } from '../cards/index.ts';
import { Locations } from '../club/index.ts';
import { SelfService } from '../points/index.ts';
import type { EventMember, OfferedOccasion } from './context.ts';
import { EventTypes, labelsOf } from './event-types.ts';
import { Occasions, type BookedOccasion } from './occasions.ts';
import { assertFits } from './payload.ts';

export type OfferedEvent = BodyOf<typeof recordCustomEvent>;

/** How far the clock of another system may differ from ours. */
const clockSkewMs = 5 * 60_000;

/** Counts the events that other systems report. */
@Injectable()
export class CustomEvents {
  constructor(
    private readonly types: EventTypes,
    private readonly occasions: Occasions,
    private readonly locations: Locations,
    private readonly selfService: SelfService,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * Call it in the transaction of its idempotency key. Throws, with pointers: `unknown-event-type`, `event-in-future`,
   * `event-too-old`, `event-details-refused`, `unknown-location`, `not-allowed`, `self-earning-refused`, and what
   * `Occasions.record` throws.
   */
  async record(actor: Actor, offered: OfferedEvent): Promise<BookedOccasion> {
    const type = await this.types.byCode(offered.type);
    if (!type?.active) throw ClubError.field('unknown-event-type', '/type', 'no active type has this code');
    const occurredAt = occurredIn(offered, type, this.clock.now());
    assertFits(offered.payload, type.fields);
    const member = readMember(offered.member);
    const occasion: OfferedOccasion = {
      kind: 'custom-event',
      type: type.code,
      eventId: offered.eventId,
      occurredAt,
      locationId: await this.#place(actor, offered.location),
      payload: offered.payload,
      labels: labelsOf(type),
    };
    return this.occasions.record(actor, member, occasion, {
      admit: (memberId) => this.selfService.refuse(actor, memberId),
    });
  }

  async #place(actor: Actor, code: string | undefined): Promise<string | null> {
    const pointer = '/location';
    if (code === undefined) {
      if (boundTo(actor) === null) return null;
      throw ClubError.field('not-allowed', pointer, 'name a location at which you work');
    }
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', pointer, 'unknown location');
    if (!mayWorkAt(actor, location.id))
      throw ClubError.field('not-allowed', pointer, 'you do not work at this location');
    this.idempotency.actsAt(location.id);
    return location.id;
  }
}

const occurredIn = (
  { occurredAt }: OfferedEvent,
  { mostDaysAgo }: CustomEventType,
  now: Instant,
): Instant => {
  const pointer = '/occurredAt';
  const at = instantOf(occurredAt);
  if (at > now + clockSkewMs) throw ClubError.field('event-in-future', pointer, 'is in the future');
  if (at < now - Math.max(1, mostDaysAgo) * dayMs)
    throw ClubError.field('event-too-old', pointer, `more than ${Math.max(1, mostDaysAgo)} days ago`);
  return at;
};

const nobody = { code: null, memberId: null, externalId: null };

const readMember = ({ card, token, id, externalId }: OfferedEvent['member']): EventMember => {
  if (id !== undefined) return { ...nobody, pointer: '/member/id', memberId: id };
  if (externalId !== undefined) return { ...nobody, pointer: '/member/externalId', externalId };
  const [pointer, typed, kind] =
    card !== undefined
      ? (['/member/card', card, 'card-number'] as const)
      : (['/member/token', token ?? '', 'card-token'] as const);
  const code = cardCode(kind, typed);
  if (code === null) throw unknownCard(pointer, '');
  return { ...nobody, pointer, code };
};
