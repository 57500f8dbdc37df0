-- What a till redeemed that prices its sales itself: the redemption, the code for one use, and the event. All was locked and reserved
-- in the same transaction.
create or replace function redeem_code(document jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform discounts_write(document->'redemptions');
  if document ? 'codes' then
    perform coupon_codes_write(document->'codes');
  end if;
  insert into outbox (name, member_id, at, origin, data)
  select n.name, n.member_id, n.at, 'live', n.data
  from jsonb_to_recordset(document->'events') as n(name text, member_id uuid, at timestamptz, data jsonb);
end $$;
