-- Returns null, or the purchases whose receipts have already counted. Then the caller rolls back.
create or replace function record_purchases(document jsonb) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  written bigint;
begin
  insert into purchases (id, member_id, location_id, receipt_number, till, channel, purchased_at, booked_at, currency, gross, net,
    reporting_currency, exchange_rate, reporting_gross, payments, codes, earned, transaction_id, explanation, evaluation, actor_kind, actor_id, card_id)
  select n.id, n.member_id, n.location_id, n.receipt_number, n.till, n.channel, n.purchased_at, n.booked_at, n.currency, n.gross, n.net,
    n.reporting_currency, n.exchange_rate, n.reporting_gross, n.payments, n.codes, n.earned, n.transaction_id, n.explanation, n.evaluation, n.actor_kind, n.actor_id,
    case when n.card_code is not null then card_by_code(n.card_code) end
  from jsonb_to_recordset(document->'purchases') as n(id uuid, member_id uuid, location_id uuid, receipt_number text, till text, channel text,
    purchased_at timestamptz, booked_at timestamptz, currency text, gross bigint, net bigint,
    reporting_currency text, exchange_rate numeric, reporting_gross bigint, payments jsonb, codes text[], earned bigint,
    transaction_id uuid, explanation jsonb, evaluation jsonb, actor_kind text, actor_id uuid, card_code text)
  on conflict (location_id, receipt_number) do nothing;
  get diagnostics written = row_count;
  if written <> jsonb_array_length(document->'purchases') then
    return (
      select jsonb_agg(p.id)
      from jsonb_to_recordset(document->'purchases') as n(id uuid, location_id uuid, receipt_number text)
      join purchases p on p.location_id = n.location_id and p.receipt_number = n.receipt_number and p.id <> n.id);
  end if;
  insert into purchase_lines (purchase_id, line, sku, name, category, brand, kind, quantity, unit_price, discount, amount, net, tax_rate,
    product_sets, rates, price_bound)
  select n.purchase_id, n.line, n.sku, n.name, n.category, n.brand, n.kind, n.quantity, n.unit_price, n.discount, n.amount, n.net, n.tax_rate,
    n.product_sets, n.rates, n.price_bound
  from jsonb_to_recordset(document->'lines') as n(purchase_id uuid, line int, sku text, name text, category text, brand text,
    kind text, quantity numeric, unit_price bigint, discount bigint, amount bigint, net bigint, tax_rate numeric,
    product_sets text[], rates jsonb, price_bound boolean);
  if document ? 'points_payments' then
    insert into points_payments (purchase_id, points, amount, shares, first, paid)
    select n.purchase_id, n.points, n.amount, n.shares, n.first, n.paid
    from jsonb_to_recordset(document->'points_payments') as n(purchase_id uuid, points bigint, amount bigint, shares bigint[], first text, paid jsonb);
  end if;
  if document ? 'effects' then
    insert into sale_effects (purchase_id, participant, kind, reference, outcome, reason, figures)
    select n.purchase_id, n.participant, n.kind, n.reference, n.outcome, n.reason, n.figures
    from jsonb_to_recordset(document->'effects') as n(purchase_id uuid, participant text, kind text, reference text,
      outcome text, reason text, figures jsonb);
  end if;
  if document ? 'sale_parts' then
    perform sale_parts_write(document->'sale_parts');
  end if;
  perform grant_points(document);
  return null;
end $$;
