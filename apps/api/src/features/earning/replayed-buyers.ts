import { Injectable } from '@nestjs/common';
import { personAt, reachedTiers, type BuyerThen, type PastSale } from '@regulars/loyalty';
import { MemberPointsService } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { BackTestsRepository } from './back-tests.repository.ts';

/** What says who bought when. */
type Bought = Pick<PastSale, 'id' | 'memberId' | 'bookedAt' | 'facts'>;

/** The buyers of past sales, as they were at each sale as far as that is kept, by the ladder of today. */
@Injectable()
export class ReplayedBuyers {
  constructor(
    private readonly repository: BackTestsRepository,
    private readonly points: MemberPointsService,
    private readonly tiers: Tiers,
  ) {}

  /** @param wanted what a condition asks; the rest is not read */
  async of(
    sales: readonly Bought[],
    wanted: { readonly person: boolean; readonly points: boolean },
  ): Promise<(sale: Bought) => BuyerThen> {
    const tiers = await this.tiers.catalogue();
    const ids = [...new Set(sales.flatMap(({ memberId }) => memberId ?? []))];
    const rows = wanted.person ? await this.repository.people(ids) : [];
    const people = new Map(rows.map(({ memberId, ...person }) => [memberId, person]));
    const points = wanted.points ? await this.#pointsBefore(sales) : new Map<string, number>();
    return ({ id, memberId, bookedAt, facts }) => {
      const person = people.get(memberId ?? '');
      return {
        tierIds: reachedTiers(tiers, facts.tier?.id ?? null),
        person: person ? personAt(person, bookedAt) : null,
        points: points.get(id) ?? 0,
      };
    };
  }

  /** By sale. */
  async #pointsBefore(sales: readonly Bought[]): Promise<Map<string, number>> {
    const asked = sales.flatMap(({ memberId, bookedAt }) => (memberId ? [{ memberId, at: bookedAt }] : []));
    const known = await this.points.spendableBefore(asked);
    const bought = sales.filter(({ memberId }) => memberId !== null);
    return new Map(bought.map(({ id }, index) => [id, known[index] ?? 0]));
  }
}
