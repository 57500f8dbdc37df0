import { Injectable } from '@nestjs/common';
import { personAt, reachedTiers, type BuyerThen, type PastSale } from '@regulars/loyalty';
import { MemberPointsService } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { BackTestsRepository } from './back-tests.repository.ts';
import { BalancesThen } from './balances-then.ts';

/** What says who bought when. */
type Bought = Pick<PastSale, 'memberId' | 'bookedAt' | 'facts'>;

/** The buyers of past sales, as they were at each sale as far as that is kept, by the ladder of today. */
@Injectable()
export class ReplayedBuyers {
  constructor(
    private readonly repository: BackTestsRepository,
    private readonly points: MemberPointsService,
    private readonly tiers: Tiers,
  ) {}

  /** For one run: what was read of a member stays known. */
  balances(): BalancesThen {
    return new BalancesThen(this.points);
  }

  /** @param wanted what a condition asks; the rest is not read */
  async of(
    sales: readonly Bought[],
    wanted: { readonly person: boolean; readonly balances: BalancesThen | null },
  ): Promise<(sale: Bought) => BuyerThen> {
    const tiers = await this.tiers.catalogue();
    const ids = [...new Set(sales.flatMap(({ memberId }) => memberId ?? []))];
    const rows = wanted.person ? await this.repository.people(ids) : [];
    const people = new Map(rows.map(({ memberId, ...person }) => [memberId, person]));
    const { balances } = wanted;
    await balances?.read(ids);
    return ({ memberId, bookedAt, facts }) => {
      const person = people.get(memberId ?? '');
      return {
        tierIds: reachedTiers(tiers, facts.tier?.id ?? null),
        person: person ? personAt(person, bookedAt) : null,
        points: memberId === null ? 0 : (balances?.before(memberId, bookedAt) ?? 0),
      };
    };
  }
}
