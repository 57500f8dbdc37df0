import { Injectable } from '@nestjs/common';
import type { ValuesOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { CountedReward, RewardRow } from './reward.ts';
import { statement } from './statements.ts';

export type SavedReward = Omit<RewardRow, 'version'>;

const columns = `r.id, r.version, r.state, r.name, r.description, r.category, r.picture, r.points, r.stock, r.per_member,
  r.valid_from, r.valid_until, r.voucher_days, r.updated_at`;
const counted = `${columns},
  (select count(*) from redemptions d where d.reward_id = r.id and d.cancelled_at is null) as redeemed`;

const list = statement(
  'rewards-list',
  `select ${counted} from rewards r where $1::uuid is null or r.id < $1 order by r.id desc limit $2`,
);
const find = statement('reward-find', `select ${counted} from rewards r where r.id = $1`);
const insert = statement(
  'reward-insert',
  `insert into rewards as r (id, state, name, description, category, picture, points, stock, per_member, valid_from,
     valid_until, voucher_days, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
const update = statement(
  'reward-update',
  `update rewards r set version = version + 1, state = $2, name = $3, description = $4, category = $5, picture = $6,
     points = $7, stock = case when $15 then $8 else stock end, per_member = $9, valid_from = $10, valid_until = $11,
     voucher_days = $12, updated_at = $13
   where id = $1 and version = $14`,
);
const offered = statement(
  'rewards-offered',
  `select ${columns}, (select count(*) from redemptions d
     where d.reward_id = r.id and d.member_id = $1 and d.cancelled_at is null) as redeemed
   from rewards r
   where r.state = 'live' and (r.valid_from is null or r.valid_from <= $2) and (r.valid_until is null or r.valid_until > $2)
   order by r.points limit 500`,
);

const valuesOf = (reward: SavedReward): ValuesOf<typeof insert> => [
  reward.id,
  reward.state,
  JSON.stringify(reward.name),
  reward.description && JSON.stringify(reward.description),
  JSON.stringify(reward.category),
  reward.picture,
  reward.points,
  reward.stock,
  reward.per_member,
  reward.valid_from,
  reward.valid_until,
  reward.voucher_days,
  reward.updated_at,
];

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
  async list(below: string | null, limit: number): Promise<CountedReward[]> {
    return this.transactions.query(list, [below, limit]);
  }

  async find(id: string): Promise<CountedReward | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async insert(reward: SavedReward): Promise<void> {
    await this.transactions.query(insert, valuesOf(reward));
  }

  /**
   * False if the version differs. The stock is set only on request, because redemptions lower it in the
   * meantime.
   */
  async update(reward: SavedReward, version: number, setStock: boolean): Promise<boolean> {
    const done = await this.transactions.execute(update, [...valuesOf(reward), version, setStock]);
    return done.rowCount === 1;
  }

  /** What can be redeemed at that moment; `redeemed` counts the member's own redemptions. */
  async offered(memberId: string, now: Date): Promise<CountedReward[]> {
    return this.transactions.query(offered, [memberId, now]);
  }
}
