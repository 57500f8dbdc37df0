import type { RewardRow } from './reward.ts';
import type { LiveHold } from './reward-holds.repository.ts';

type Stocked = Pick<RewardRow, 'id' | 'stock' | 'stocks'>;

/** What is left of a reward for others than the checkouts that hold it. */
export const withoutHeld = <Row extends Stocked>(row: Row, held: readonly LiveHold[]): Row => {
  const own = held.filter(({ rewardId }) => rewardId === row.id);
  if (own.length === 0 || row.stock === null) return row;
  const piecesAt = (locationId?: string): number =>
    own
      .filter((each) => locationId === undefined || each.locationId === locationId)
      .reduce((sum, { pieces }) => sum + pieces, 0);
  return {
    ...row,
    stock: Math.max(0, row.stock - piecesAt()),
    stocks:
      row.stocks?.map((each) => ({ ...each, stock: Math.max(0, each.stock - piecesAt(each.locationId)) })) ??
      null,
  };
};
