import { Injectable } from '@nestjs/common';
import type { Gathering, Texts } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { Communities } from '../communities/index.ts';
import { AttendancesRepository } from './attendances.repository.ts';
import { showGathering, type GatheringRow, type Surroundings } from './gathering.ts';
import { Places, type GatheringPlace } from './places.ts';

/** What gatherings are shown with: the community, the place, how many come. */
@Injectable()
export class GatheringView {
  constructor(
    private readonly attendances: AttendancesRepository,
    private readonly communities: Communities,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  async show(rows: readonly GatheringRow[]): Promise<Gathering[]> {
    const aroundOf = await this.around(rows);
    return rows.map((row) => showGathering(row, aroundOf(row)));
  }

  async one(row: GatheringRow): Promise<Gathering> {
    const [shown] = await this.show([row]);
    if (!shown) throw new Error('each gathering is shown');
    return shown;
  }

  async around(rows: readonly GatheringRow[]): Promise<(row: GatheringRow) => Surroundings> {
    const figuresOf = await this.attendances.figuresOf(rows.map(({ id }) => id));
    const names = new Map<string, Texts>();
    const places = new Map<string, GatheringPlace>();
    for (const row of rows) {
      const { communityId } = row;
      if (!names.has(communityId)) names.set(communityId, (await this.communities.known(communityId)).name);
      places.set(row.id, await this.places.of(row));
    }
    const now = this.clock.now();
    return ({ id, communityId }) => {
      const place = places.get(id);
      const name = names.get(communityId);
      if (!place || !name) throw new Error('it was read for each of them');
      return { ...place, community: { id: communityId, name }, figures: figuresOf(id), now };
    };
  }

  /** Throws `not-found`. */
  async assertCommunity(id: string): Promise<void> {
    await this.communities.known(id);
  }
}
