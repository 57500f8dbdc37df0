import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { RewardEntity } from './entities/reward.entity.ts';
import type { CountedReward, LocationStock, RewardRow } from './reward.ts';
import { statement } from './statements.ts';

export type SavedReward = Omit<RewardRow, 'version' | 'stocks'>;

const columns = `r.id, r.version, r.kind, r.state, r.name, r.description, r.category, r.picture, r.points, r.to_pay as "toPay",
  r.effect, r.event, r.tier_prices as "tierPrices", r.stock, stocks_of_reward(r.id) as stocks, r.low_stock as "lowStock",
  r.per_member as "perMember", r.valid_from as "validFrom", r.valid_until as "validUntil", r.voucher_days as "voucherDays",
  r.tier_id as "tierId", r.audience, r.updated_at as "updatedAt"`;
const counted = `${columns},
  (select count(*) from redemptions d where d.reward_id = r.id and d.cancelled_at is null and d.transaction_id is not null) as redeemed`;

const list = statement('rewards-list', `select ${counted} from rewards r`);
const find = statement('reward-find', `select ${counted} from rewards r where r.id = $1`);
const byIds = statement('rewards-by-ids', `select ${columns} from rewards r where r.id = any($1)`);
const offered = statement(
  'rewards-offered',
  `select ${columns}, (select count(*) from redemptions d
     where d.reward_id = r.id and d.member_id = $1 and d.cancelled_at is null
       and d.transaction_id is not null) as redeemed
   from rewards r
   where r.state = 'live' and (r.valid_from is null or r.valid_from <= $2) and (r.valid_until is null or r.valid_until > $2)
     and (r.event is null or (r.event->>'startsAt')::timestamptz > $2)
   order by r.points limit 500`,
);

const forgetStocks = statement('reward-stocks-forget', 'delete from reward_stocks where reward_id = $1');
const setStocks = statement(
  'reward-stocks-set',
  `insert into reward_stocks (reward_id, location_id, stock)
   select $1, n.location_id, n.stock from unnest($2::uuid[], $3::int[]) as n(location_id, stock)`,
);

const namesStatement = statement(
  'reward-names',
  `select id, to_jsonb(name) as name from rewards where id = any($1::uuid[])`,
);

@Injectable()
export class RewardsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('reward', namesStatement);
  }

  /** Newest first, before the id of the last page's last reward. */
  async all(): Promise<CountedReward[]> {
    return this.transactions.query(list);
  }

  async find(id: string): Promise<CountedReward | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async byIds(ids: readonly string[]): Promise<RewardRow[]> {
    return this.transactions.query(byIds, [ids]);
  }

  async insert(reward: SavedReward): Promise<void> {
    await this.#rows.insert(reward);
  }

  /**
   * False if the version differs. The stock is set only on request, because redemptions lower it in the
   * meantime.
   */
  async update({ stock, ...reward }: SavedReward, version: number, setStock: boolean): Promise<boolean> {
    const values = setStock ? { ...reward, stock } : reward;
    return (await change(this.#rows, { id: reward.id, version }, values)) !== undefined;
  }

  /**
   * Null for one stock for the club. The caller has written the reward, so nobody takes a piece before the transaction ends.
   */
  async setStocks(id: string, stocks: readonly LocationStock[] | null): Promise<void> {
    await this.transactions.query(forgetStocks, [id]);
    if (!stocks) return;
    const places = stocks.map(({ locationId }) => locationId);
    await this.transactions.query(setStocks, [id, places, stocks.map(({ stock }) => stock)]);
  }

  /** What can be redeemed at that moment; `redeemed` counts the member's own redemptions. */
  async offered(memberId: string, now: Date): Promise<CountedReward[]> {
    return this.transactions.query(offered, [memberId, now]);
  }

  get #rows(): Repository<RewardEntity> {
    return this.transactions.entities(RewardEntity);
  }
}
