import { Injectable } from '@nestjs/common';
import type { listGatheringsHere, QueryOf, ReplyOf } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { boundTo, mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Locations } from '../club/index.ts';
import { GatheringView } from './gathering-view.ts';
import { GatheringsRepository } from './gatherings.repository.ts';

/** What a till shows: gatherings of its location whose door is open, or opens within a day. */
@Injectable()
export class GatheringsHere {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly view: GatheringView,
    private readonly locations: Locations,
    private readonly clock: Clock,
  ) {}

  /** Throws `unknown-location`. */
  async list(
    actor: Actor,
    { location: code }: QueryOf<typeof listGatheringsHere>,
  ): Promise<ReplyOf<typeof listGatheringsHere>> {
    const location = await this.locations.byCode(code);
    if (!location || (boundTo(actor) !== null && !mayWorkAt(actor, location.id)))
      throw ClubError.field('unknown-location', '/query/location', 'unknown location');
    const now = this.clock.now();
    const rows = await this.gatherings.here(location.id, new Date(now + dayMs), new Date(now - dayMs));
    return { data: await this.view.show(rows), cursor: { next: null } };
  }
}
