import { Injectable } from '@nestjs/common';
import type { Piped } from '@regulars/loyalty';
import { Names, textsOf } from '../../platform/names.ts';
import { Locations } from '../club/index.ts';
import { Members } from '../members/index.ts';
import { Tiers } from '../tiers/index.ts';

/** What the texts of a survey may say about their reader. */
@Injectable()
export class ReaderFacts {
  constructor(
    private readonly members: Members,
    private readonly tiers: Tiers,
    private readonly locations: Locations,
    private readonly names: Names,
  ) {}

  /** @param memberId null for someone who is not known @param locationId of the purchase; null if it is about none */
  async of(memberId: string | null, locationId: string | null): Promise<Piped['facts']> {
    const location = locationId === null ? undefined : await this.locations.byId(locationId);
    const place = location?.name ?? '';
    if (memberId === null) return { 'first-name': '', tier: '', location: place };
    const { firstName } = await this.members.byId(memberId);
    const tierId = (await this.tiers.heldBy([memberId])).get(memberId) ?? null;
    const tier = tierId === null ? {} : textsOf((await this.names.of('tier', [tierId])).get(tierId));
    return { 'first-name': firstName ?? '', tier, location: place };
  }
}
