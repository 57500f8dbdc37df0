import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import { Reader } from '../club/index.ts';
import { Communities } from '../communities/index.ts';
import { StandardEvents } from '../custom-events/index.ts';
import { Points, SelfService } from '../points/index.ts';
import { gatheringAttended } from './attended.ts';
import type { GatheringRow } from './gathering.ts';

/** Check-ins as custom events: rules of the club say what they give. */
@Injectable()
export class CountedVisits {
  constructor(
    private readonly events: StandardEvents,
    private readonly communities: Communities,
    private readonly reader: Reader,
    private readonly selfService: SelfService,
    private readonly points: Points,
  ) {}

  /** Locks the wallet, before anything else is locked. */
  async hold(memberId: string): Promise<void> {
    await this.points.open([memberId]);
  }

  /** Null if the club counts no visits. Throws `self-earning-refused`, `points-out-of-range`. */
  async count(
    actor: Actor,
    { title, communityId, locationId }: GatheringRow,
    memberId: string,
  ): Promise<{ id: string; points: number } | null> {
    await this.selfService.refuse(actor, memberId);
    // Rules compare these words, whatever language someone at the door reads.
    const { of } = await this.reader.clubWording();
    const { name } = await this.communities.known(communityId);
    return this.events.record(actor, {
      type: gatheringAttended.code,
      // A check-in after an undone one is another event. That it happens once, the gathering's lock makes sure.
      eventId: newId(),
      memberId,
      locationId,
      payload: { gathering: of(title), community: of(name) },
    });
  }

  async takeBack(actor: Actor, customEventId: string): Promise<void> {
    await this.events.takeBack(actor, customEventId);
  }
}
