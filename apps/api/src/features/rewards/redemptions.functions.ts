import type { SqlFunction } from '../../platform/database/sql-function.ts';
import { plannedOnce } from '../points/index.ts';

// The wallet's lock comes first, so that what is counted afterwards cannot change until the end: two redemptions of one
// member wait for each other, and `per_member` holds.
const openRedemption: SqlFunction = {
  name: 'open_redemption',
  text: `
create function open_redemption(wanted_reward uuid, redeemer uuid, at timestamptz) returns json language plpgsql volatile ${plannedOnce} as $$
declare
  wallets json;
begin
  wallets := open_wallets(array[redeemer], at, true, '{}', true);
  return json_build_object(
    'wallets', wallets,
    'reward', (select to_jsonb(r) from rewards r where r.id = wanted_reward),
    'taken', (select count(*) from redemptions d
      where d.reward_id = wanted_reward and d.member_id = redeemer and d.cancelled_at is null));
end $$`,
};

// Returns 'out-of-stock' having written nothing, or 'recorded'. Takes one or many redemptions.
const recordRedemption: SqlFunction = {
  name: 'record_redemption',
  text: `
create function record_redemption(document jsonb) returns text language plpgsql volatile ${plannedOnce} as $$
declare
  wanted jsonb := document->'redemptions';
begin
  perform from rewards r where r.stock is not null
    and r.id in (select d.reward_id from jsonb_to_recordset(wanted) as d(reward_id uuid)) order by r.id for no key update;
  if exists (
    select from (select d.reward_id, count(*) as pieces from jsonb_to_recordset(wanted) as d(reward_id uuid) group by 1) n
    join rewards r on r.id = n.reward_id where r.stock < n.pieces
  ) then
    return 'out-of-stock';
  end if;
  update rewards r set stock = r.stock - n.pieces
  from (select d.reward_id, count(*) as pieces from jsonb_to_recordset(wanted) as d(reward_id uuid) group by 1) n
  where r.id = n.reward_id and r.stock is not null;
  perform apply_points(document->'points');
  insert into redemptions (id, member_id, reward_id, reward_version, transaction_id, points, redeemed_at)
  select d.id, d.member_id, d.reward_id, d.reward_version, d.transaction_id, d.points, d.redeemed_at
  from jsonb_to_recordset(wanted) as d(id uuid, member_id uuid, reward_id uuid, reward_version int, transaction_id uuid,
    points bigint, redeemed_at timestamptz);
  insert into vouchers (id, code, redemption_id, member_id, reward_name, picture, state, issued_at, expires_at, used_at,
    used_location_id, used_by)
  select v.id, v.code, v.redemption_id, v.member_id, v.reward_name, v.picture, v.state, v.issued_at, v.expires_at, v.used_at,
    v.used_location_id, v.used_by
  from jsonb_to_recordset(document->'vouchers') as v(id uuid, code text, redemption_id uuid, member_id uuid, reward_name jsonb,
    picture text, state text, issued_at timestamptz, expires_at timestamptz, used_at timestamptz, used_location_id uuid,
    used_by text);
  return 'recorded';
end $$`,
};

// Null for a redemption that there is not, or not for this owner.
const openCancellation: SqlFunction = {
  name: 'open_cancellation',
  text: `
create function open_cancellation(wanted uuid, owner uuid, at timestamptz) returns json language plpgsql volatile ${plannedOnce} as $$
declare
  found_member uuid;
  found_transaction uuid;
  wallets json;
begin
  select d.member_id, d.transaction_id into found_member, found_transaction
  from redemptions d where d.id = wanted and (owner is null or d.member_id = owner);
  if found_member is null then
    return null;
  end if;
  wallets := open_wallets(array[found_member], at, true, array[found_transaction], true);
  return (select json_build_object(
      'wallets', wallets,
      'transactionId', found_transaction,
      'voucher', to_jsonb(v) || jsonb_build_object('points', d.points))
    from redemptions d join vouchers v on v.redemption_id = d.id where d.id = wanted);
end $$`,
};

// Returns 'used' having written nothing when a till was faster, or 'recorded'.
const recordCancellation: SqlFunction = {
  name: 'record_cancellation',
  text: `
create function record_cancellation(document jsonb) returns text language plpgsql volatile ${plannedOnce} as $$
declare
  wanted uuid := (document->>'redemption_id')::uuid;
begin
  update vouchers v set state = 'cancelled' where v.redemption_id = wanted and v.state = 'issued';
  if not found then
    return 'used';
  end if;
  perform apply_points(document->'points');
  update redemptions d set cancelled_at = (document->>'at')::timestamptz where d.id = wanted;
  update rewards r set stock = r.stock + 1 from redemptions d
  where d.id = wanted and r.id = d.reward_id and r.stock is not null;
  return 'recorded';
end $$`,
};

export const rewardFunctions: SqlFunction[] = [
  openRedemption,
  recordRedemption,
  openCancellation,
  recordCancellation,
];
