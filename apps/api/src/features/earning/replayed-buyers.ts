import { Injectable } from '@nestjs/common';
import { reachedTiers, type BuyerToday, type PastSale } from '@regulars/loyalty';
import { MemberPointsService } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { BackTestsRepository } from './back-tests.repository.ts';

/** What is known today about the buyers of past sales, and the tier that they had, by the ladder of today. */
@Injectable()
export class ReplayedBuyers {
  constructor(
    private readonly repository: BackTestsRepository,
    private readonly points: MemberPointsService,
    private readonly tiers: Tiers,
  ) {}

  /** @param wanted what a condition asks; the rest is not read */
  async of(
    sales: readonly PastSale[],
    wanted: { readonly person: boolean; readonly points: boolean },
  ): Promise<(sale: PastSale) => BuyerToday> {
    const tiers = await this.tiers.catalogue();
    const ids = [...new Set(sales.flatMap(({ memberId }) => memberId ?? []))];
    const rows = wanted.person ? await this.repository.people(ids) : [];
    const people = new Map(rows.map(({ memberId, ...person }) => [memberId, person]));
    const points = wanted.points ? await this.points.spendable(ids) : new Map<string, number>();
    return ({ memberId, facts }) => ({
      tierIds: reachedTiers(tiers, facts.tier?.id ?? null),
      person: people.get(memberId ?? '') ?? null,
      points: points.get(memberId ?? '') ?? 0,
    });
  }
}
