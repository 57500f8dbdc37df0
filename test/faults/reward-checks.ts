import type pg from 'pg';
import type { Ledger } from './ledger.ts';

/** Pieces of rewards that a checkout redeems: `reward`, `voucher` and its `points`. */
const piecesOf = `jsonb_array_elements(coalesce(c.priced->'rewards', '[]')) reward
    cross join lateral jsonb_array_elements_text(reward->'vouchers') voucher
    where reward->'because' = 'null' and reward->'without' = 'null'`;

/** What must find nothing about rewards in carts. */
export const nothingOfRewards: Record<string, string> = {
  'pieces of rewards that are held without a reserved checkout': `
    select 1 from reward_holds h where not exists (
      select 1 from checkouts c where c.id = h.checkout_id and c.state = 'reserved' and c.expires_at = h.held_until)`,
  'pieces of reserved checkouts that are not held, or without their points': `
    select 1 from checkouts c cross join lateral (select voucher::uuid, (reward->>'points')::bigint as points from ${piecesOf}) piece
    where c.state = 'reserved' and c.expires_at > now() and not exists (
      select 1 from reward_holds r join holds h on h.id = r.points_hold_id
      where r.voucher_id = piece.voucher and r.checkout_id = c.id and h.state = 'active' and h.points = piece.points)`,
  'pieces that checkouts hold and did not ask for': `
    select 1 from reward_holds h join checkouts c on c.id = h.checkout_id
    where h.voucher_id not in (select voucher::uuid from ${piecesOf})`,
  'pieces of completed checkouts without a voucher for their points': `
    select 1 from checkouts c cross join lateral (select voucher::uuid, (reward->>'points')::bigint as points from ${piecesOf}) piece
    where c.state = 'completed' and not exists (
      select 1 from vouchers v join redemptions d on d.id = v.redemption_id
      where v.id = piece.voucher and d.purchase_id = c.purchase_id and d.points = piece.points)`,
  'redemptions that differ from their postings': `
    select 1 from redemptions d where d.transaction_id is not null and d.points <> (
      select coalesce(sum(j.amount), 0) from journal j
      where j.member_id = d.member_id and j.transaction_id = d.transaction_id and j.to_account = 'redeemed')`,
  'redemptions of carts without their purchase': `
    select 1 from redemptions d where d.purchase_id is null and exists (
      select 1 from checkouts c cross join lateral (select voucher::uuid from ${piecesOf}) piece
      join vouchers v on v.id = piece.voucher where v.redemption_id = d.id)`,
  'rewards with less than nothing, or less than what is held': `
    select 1 from rewards r where r.stock < (
      select count(*) from reward_holds h where h.reward_id = r.id and h.held_until > now())`,
  'rewards whose locations have another sum': `
    select 1 from rewards r where exists (select 1 from reward_stocks s where s.reward_id = r.id)
      and r.stock <> (select sum(s.stock) from reward_stocks s where s.reward_id = r.id)`,
};

/** Each piece that was told is there once, and the stock has it no longer. */
export const auditRewards = async (
  database: pg.Client,
  { checkouts, stocks }: Pick<Ledger, 'checkouts' | 'stocks'>,
): Promise<string[]> => {
  const told = checkouts.flatMap(({ vouchers = [] }) => vouchers);
  const { rows: stored } = await database.query<{ id: string }>('select id from vouchers');
  const ids = new Set(stored.map(({ id }) => id));
  const { rows: rewards } = await database.query<{ id: string; stock: number; taken: string }>(
    `select r.id, r.stock, (select count(*) from redemptions d where d.reward_id = r.id and d.cancelled_at is null) as taken
     from rewards r`,
  );
  return [
    ...told.flatMap((id) => (ids.has(id) ? [] : `acknowledged, but not there: voucher ${id}`)),
    ...(ids.size === told.length ? [] : [`${told.length} vouchers were told, ${ids.size} are stored`]),
    ...rewards.flatMap(({ id, stock, taken }) => {
      const first = stocks.get(id);
      return first === undefined || stock + Number(taken) === first
        ? []
        : `reward ${id} had ${first} pieces, ${taken} are taken, and ${stock} are left`;
    }),
  ];
};
