-- What decides whether a checkout can hold its coupons and offers, under the locks of a sale: first the wallet, then the checkout, then
-- its codes for one use, then its vouchers, then the discounts. A till that redeems a code without a checkout asks the same.
create or replace function reserving_context(sale jsonb) returns jsonb language plpgsql volatile as $$
begin
  if sale->>'memberId' is not null then
    perform lock_wallets(array[(sale->>'memberId')::uuid]);
  end if;
  return jsonb_build_object('checkout', checkouts_read(jsonb_build_array(sale), true)->'0',
    'codes', coupon_codes_read(jsonb_build_array(sale), true)->'0',
    'memberStatus', member_status((sale->>'memberId')::uuid),
    'vouchers', vouchers_read(jsonb_build_array(sale), true)->'0', 'discounts', discounts_read(jsonb_build_array(sale), true)->'0');
end $$;
