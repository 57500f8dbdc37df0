-- Null for an unknown redemption, or one of another owner.
create or replace function open_cancellation(wanted uuid, owner uuid, at timestamptz) returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
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
  wallets := open_wallets(array[found_member], at, true, array_remove(array[found_transaction], null));
  return (select json_build_object(
      'wallets', wallets,
      'transactionId', found_transaction,
      'voucher', to_jsonb(v) || jsonb_build_object('points', d.points))
    from redemptions d join vouchers v on v.redemption_id = d.id where d.id = wanted);
end $$;
