create or replace function return_context(wanted uuid[], due_by timestamptz, return_location uuid, return_number text)
returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  owners uuid[];
  posted uuid[];
  opened json := '[]';
begin
  -- Wallets are locked before purchases. A claim may give a purchase to a member in between: then both locks are given
  -- up, which the inner block does, and taken again with that member's wallet.
  loop
    select coalesce(array_agg(distinct member_id) filter (where member_id is not null), '{}'),
           coalesce(array_agg(transaction_id) filter (where transaction_id is not null), '{}')
    into owners, posted from purchases where id = any(wanted);
    -- Points come back to the lots from which they were paid.
    posted := posted || array(
      select distinct (taking->>'transactionId')::uuid
      from points_payments y cross join lateral jsonb_array_elements(y.paid) taking where y.purchase_id = any(wanted))
      -- So do those that effects of the sale took.
      || array(select (e.figures->>'transactionId')::uuid from sale_effects e
        where e.purchase_id = any(wanted) and e.outcome = 'applied' and e.undone_by is null and e.figures ? 'transactionId');
    begin
      if owners <> '{}' then
        opened := open_wallets(owners, due_by, true, posted);
      end if;
      perform from purchases where id = any(wanted) order by id for update;
      if exists (select from purchases where id = any(wanted) and member_id is not null and member_id <> all(owners)) then
        raise exception 'a purchase was claimed meanwhile' using errcode = 'CLAIM';
      end if;
      exit;
    exception when sqlstate 'CLAIM' then
      opened := '[]';
    end;
  end loop;
  return json_build_object('wallets', opened,
    'saleParts', case when exists (select from sale_effects e where e.purchase_id = any(wanted) and e.outcome = 'applied')
      then sale_parts_recall(wanted) end,
    'countedFor', (select purchase_id from purchase_returns where location_id = return_location and receipt_number = return_number));
end $$;
