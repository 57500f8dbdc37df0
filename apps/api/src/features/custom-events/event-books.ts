import { Injectable } from '@nestjs/common';
import type { CustomEvent, listCustomEvents, QueryOf, ReplyOf } from '@regulars/contracts';
import { nothingGivenSentence } from '@regulars/loyalty';
import { boundTo, mayWorkAt, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { Locations, Reader } from '../club/index.ts';
import { RuleVersions } from '../earning/index.ts';
import { Explanations } from '../points/index.ts';
import { CustomEventsRepository, type StoredEvent } from './custom-events.repository.ts';

/** Looks up events that were counted. */
@Injectable()
export class EventBooks {
  constructor(
    private readonly events: CustomEventsRepository,
    private readonly locations: Locations,
    private readonly versions: RuleVersions,
    private readonly explanations: Explanations,
    private readonly reader: Reader,
  ) {}

  /** Throws `not-found`, also for events that the caller may not see. */
  async byId(actor: Actor, id: string): Promise<CustomEvent> {
    const event = await this.events.find(id);
    if (!event || !maySee(actor, event)) throw new ClubError('not-found');
    const [shown] = await this.#show([event]);
    if (!shown) throw new Error('A stored event was not shown');
    return shown;
  }

  /** The last booked first. */
  async list(
    actor: Actor,
    { member, type, cancelled, limit, cursor }: QueryOf<typeof listCustomEvents>,
  ): Promise<ReplyOf<typeof listCustomEvents>> {
    const filter = {
      memberId: member ?? null,
      type: type ?? null,
      cancelled: cancelled ?? null,
      locationIds: boundTo(actor),
    };
    const rows = await this.events.list(filter, readCursor(cursor, 'moment', 'id'), limit + 1);
    const shown = await this.#show(rows);
    return page(
      shown,
      limit,
      (event) => event,
      ({ bookedAt, id }) => [bookedAt, id],
    );
  }

  async #show(events: readonly StoredEvent[]): Promise<CustomEvent[]> {
    const say = await this.explanations.speaker(events.flatMap(({ explanation }) => explanation));
    const nameOf = await this.versions.names(events.flatMap(({ nothing }) => nothing));
    const { language, of } = await this.reader.wording();
    const codes = new Map((await this.locations.all()).map(({ id, code }) => [id, code]));
    return events.map((event) => ({
      ...plainOf(event),
      location: event.location_id === null ? null : (codes.get(event.location_id) ?? null),
      explanation: event.explanation.map(say),
      unmet: event.nothing.map(({ id, version, why }) => ({
        rule: { id, version, name: of(nameOf({ id, version })) },
        reason: nothingGivenSentence(why, language),
      })),
    }));
  }
}

/** Callers bound to locations see what happened there. */
const maySee = (actor: Actor, { location_id: locationId }: StoredEvent): boolean =>
  locationId === null ? boundTo(actor) === null : mayWorkAt(actor, locationId);

const plainOf = (event: StoredEvent): Omit<CustomEvent, 'location' | 'explanation' | 'unmet'> => ({
  id: event.id,
  type: event.type_code,
  eventId: event.event_id,
  member: { id: event.member_id, displayName: event.member_name },
  occurredAt: toInstant(event.occurred_at),
  bookedAt: toInstant(event.booked_at),
  payload: event.payload,
  points: { earned: event.points, pending: event.pending, debtRepaid: event.debt_repaid },
  cancelled: event.cancelled_at && {
    at: toInstant(event.cancelled_at),
    reason: event.cancel_reason,
    takenBack: event.taken_back ?? 0,
    debt: event.debt ?? 0,
    forgiven: event.forgiven ?? 0,
    expired: event.expired ?? 0,
  },
});
