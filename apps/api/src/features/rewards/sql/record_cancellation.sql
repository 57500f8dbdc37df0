-- Returns 'recorded', or 'used' without writing if a till was faster or a checkout holds the voucher. Of a voucher that was given, no points come back.
create or replace function record_cancellation(document jsonb) returns text language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  wanted uuid := (document->>'redemption_id')::uuid;
begin
  update vouchers v set state = coalesce(document->>'becomes', 'cancelled') where v.redemption_id = wanted and v.state = 'issued'
    and (v.held_until is null or v.held_until <= (document->>'at')::timestamptz);
  if not found then
    return 'used';
  end if;
  perform apply_points(document->'points');
  update redemptions d set cancelled_at = (document->>'at')::timestamptz where d.id = wanted;
  perform return_partner_code(wanted);
  perform return_reward_stock(wanted);
  return 'recorded';
end $$;
