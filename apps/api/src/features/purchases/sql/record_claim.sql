-- False if someone else has claimed the purchase, or goods were returned, since it was read.
create or replace function record_claim(document jsonb) returns boolean language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  -- A return locks the purchase too. A statement that begins afterwards sees what it booked.
  perform from purchases where id = (document->'claim'->>'id')::uuid for update;
  update purchases p set member_id = n.member_id, claimed_at = n.claimed_at, earned = n.earned, explanation = n.explanation,
    transaction_id = n.transaction_id, evaluation = n.evaluation, returned_points = n.returned_points, returned_status = n.returned_status
  from jsonb_to_record(document->'claim') as n(id uuid, member_id uuid, claimed_at timestamptz, earned bigint, explanation jsonb,
    transaction_id uuid, evaluation jsonb, returned_points bigint, returned_status bigint, returns bigint)
  where p.id = n.id and p.member_id is null and n.returns = (select count(*) + count(r.reversed_at) from purchase_returns r where r.purchase_id = p.id);
  if not found then
    return false;
  end if;
  perform grant_points(document);
  return true;
end $$;
