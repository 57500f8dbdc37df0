-- Returns null, or the purchase for which a return with this receipt has already counted; then the caller rolls
-- back.
create or replace function record_returns(document jsonb) returns uuid language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  written bigint;
begin
  insert into purchase_returns (id, purchase_id, location_id, receipt_number, returned_at, booked_at, reason, lines, amount,
    transaction_id, taken_back, debt, forgiven, expired, points_back, actor_kind, actor_id)
  select n.id, n.purchase_id, n.location_id, n.receipt_number, n.returned_at, n.booked_at, n.reason, n.lines, n.amount,
    n.transaction_id, n.taken_back, n.debt, n.forgiven, n.expired, n.points_back, n.actor_kind, n.actor_id
  from jsonb_to_recordset(document->'returns') as n(id uuid, purchase_id uuid, location_id uuid, receipt_number text,
    returned_at timestamptz, booked_at timestamptz, reason text, lines jsonb, amount bigint, transaction_id uuid,
    taken_back bigint, debt bigint, forgiven bigint, expired bigint, points_back bigint, actor_kind text, actor_id uuid)
  on conflict (location_id, receipt_number) do nothing;
  get diagnostics written = row_count;
  if written <> jsonb_array_length(document->'returns') then
    return (
      select r.purchase_id from jsonb_to_recordset(document->'returns') as n(location_id uuid, receipt_number text)
      join purchase_returns r on r.location_id = n.location_id and r.receipt_number = n.receipt_number limit 1);
  end if;
  update purchase_lines l set returned = n.returned, returned_amount = n.returned_amount
  from jsonb_to_recordset(document->'lines') as n(purchase_id uuid, line int, returned numeric, returned_amount bigint)
  where l.purchase_id = n.purchase_id and l.line = n.line;
  update purchases p set returned_gross = n.returned_gross, returned_points = n.returned_points,
    returned_status = n.returned_status, receipt_number = coalesce(n.freed_receipt, p.receipt_number)
  from jsonb_to_recordset(document->'purchases') as n(id uuid, returned_gross bigint, returned_points bigint,
    returned_status bigint, freed_receipt text)
  where p.id = n.id;
  if document ? 'points_payments' then
    update points_payments y set given_back = n.given_back, paid = n.paid
    from jsonb_to_recordset(document->'points_payments') as n(purchase_id uuid, given_back bigint, paid jsonb)
    where y.purchase_id = n.purchase_id;
  end if;
  if document ? 'effects_undone' then
    update sale_effects e set undone_by = n.undone_by
    from jsonb_to_recordset(document->'effects_undone') as n(purchase_id uuid, participant text, kind text, reference text, undone_by uuid)
    where e.purchase_id = n.purchase_id and e.participant = n.participant and e.kind = n.kind and e.reference = n.reference;
  end if;
  if document ? 'sale_parts' then
    perform sale_parts_undo(document->'sale_parts');
  end if;
  perform apply_points(document->'points');
  return null;
end $$;
