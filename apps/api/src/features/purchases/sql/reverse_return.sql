-- Takes a return back. Wallets and purchase are locked by `return_context`.
create or replace function reverse_return(document jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update purchase_returns r set reversal_id = n.reversal_id, reversed_at = n.reversed_at, reversal_reason = n.reason,
    given_back = n.given_back, reversal_transaction_id = n.transaction_id, reversed_by_kind = n.actor_kind, reversed_by_id = n.actor_id
  from jsonb_to_record(document->'reversal') as n(return_id uuid, reversal_id uuid, reversed_at timestamptz, reason text,
    given_back bigint, transaction_id uuid, actor_kind text, actor_id uuid)
  where r.id = n.return_id and r.reversed_at is null;
  if not found then
    raise exception 'the return was taken back meanwhile' using errcode = 'serialization_failure';
  end if;
  update purchase_lines l set returned = n.returned, returned_amount = n.returned_amount
  from jsonb_to_recordset(document->'lines') as n(purchase_id uuid, line int, returned numeric, returned_amount bigint)
  where l.purchase_id = n.purchase_id and l.line = n.line;
  update purchases p set returned_gross = n.returned_gross, returned_points = n.returned_points, returned_status = n.returned_status
  from jsonb_to_record(document->'purchase') as n(id uuid, returned_gross bigint, returned_points bigint, returned_status bigint)
  where p.id = n.id;
  if document ? 'points_payments' then
    update points_payments y set given_back = n.given_back, paid = n.paid
    from jsonb_to_recordset(document->'points_payments') as n(purchase_id uuid, given_back bigint, paid jsonb)
    where y.purchase_id = n.purchase_id;
  end if;
  if document ? 'effects_redone' then
    update sale_effects e set undone_by = null
    from jsonb_to_recordset(document->'effects_redone') as n(purchase_id uuid, participant text, kind text, reference text)
    where e.purchase_id = n.purchase_id and e.participant = n.participant and e.kind = n.kind and e.reference = n.reference;
  end if;
  if document ? 'sale_parts' then
    perform sale_parts_redo(document->'sale_parts');
  end if;
  perform apply_points(document->'points');
end $$;
