import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const add = statement(
  'collect-days-add',
  `insert into collect_days as d (site_id, day, product_viewed, searched, added_to_cart, of_members, dropped, last_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (site_id, day) do update set product_viewed = d.product_viewed + excluded.product_viewed,
     searched = d.searched + excluded.searched, added_to_cart = d.added_to_cart + excluded.added_to_cart,
     of_members = d.of_members + excluded.of_members, dropped = d.dropped + excluded.dropped,
     last_at = greatest(d.last_at, excluded.last_at)`,
);
const figures = statement(
  'collect-day-figures',
  `select site_id as "siteId", day::text as day, product_viewed as viewed, searched, added_to_cart as added, of_members as "ofMembers",
     dropped, last_at as "lastAt"
   from collect_days where site_id = any($1::uuid[]) and day >= $2::date order by site_id, day`,
);
const last = statement(
  'collect-days-last',
  'select site_id as "siteId", max(last_at) as "lastAt" from collect_days where site_id = any($1::uuid[]) group by site_id',
);
const sweep = statement('collect-days-sweep', 'delete from collect_days where day < $1::date');

/** What one call adds to its day. */
export interface Counted {
  readonly viewed: number;
  readonly searched: number;
  readonly added: number;
  readonly ofMembers: number;
  readonly dropped: number;
}

export type DayOfSite = Counted & { readonly siteId: string; readonly day: string };

/** Counts without persons, by site and day of the club. */
@Injectable()
export class CollectDaysRepository {
  constructor(private readonly transactions: Transactions) {}

  /** At the end of a transaction, because calls of one site wait for each other here. */
  async add(siteId: string, day: string, counted: Counted, lastAt: Date | null): Promise<void> {
    const { viewed, searched, added, ofMembers, dropped } = counted;
    await this.transactions.query(add, [siteId, day, viewed, searched, added, ofMembers, dropped, lastAt]);
  }

  of(siteIds: readonly string[], since: string): Promise<DayOfSite[]> {
    return this.transactions.query(figures, [siteIds, since]);
  }

  async lastAt(siteIds: readonly string[]): Promise<ReadonlyMap<string, Date | null>> {
    const rows = await this.transactions.query(last, [siteIds]);
    return new Map(rows.map(({ siteId, lastAt }) => [siteId, lastAt]));
  }

  async sweep(before: string): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }
}
