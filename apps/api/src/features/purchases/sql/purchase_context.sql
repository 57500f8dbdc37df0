-- Everything that decides what purchases earn, in one call. The wallets are locked first, and each read is a
-- separate statement, so that nothing read is outdated after waiting for the lock. fact-source.ts and
-- facts.repository.ts repeat the expressions for spent, fully returned and remaining; a test compares the
-- texts.
create or replace function purchase_context(requests jsonb, caps jsonb, due_by timestamptz, with_lots boolean, locked boolean, with_parts boolean, history jsonb)
returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  buyers uuid[] := '{}';
  opened json;
  parts jsonb;
  histories jsonb;
  bought json;
  figures json;
  people json;
  reserved json;
begin
  -- Only who it is. What may change while this waits for the wallets is read after them. Expressions, because one
  -- statement for all would take longer for the usual single one.
  for place in 0 .. jsonb_array_length(requests) - 1 loop
    buyers := buyers || resolve_buyer(requests->place->>'code', (requests->place->>'member_id')::uuid, requests->place->>'external_id');
  end loop;

  -- A preview books nothing, so it combines lots with the same life, however many are due.
  opened := case when array_remove(buyers, null) = '{}' then '[]'
    when locked then open_wallets(array_remove(buyers, null), due_by, with_lots, '{}')
    else read_balances(array_remove(buyers, null), due_by, with_lots) end;

  -- Participants lock after the wallets, so what they read is true under both locks.
  if with_parts then
    select sale_parts_read(jsonb_agg(jsonb_build_object('index', r.ordinality - 1, 'memberId', buyers[r.ordinality],
      'locationId', r.location_id, 'purchasedAt', r.purchased_at, 'currency', r.currency, 'asks', r.asks) order by r.ordinality), locked)
    into parts
    from rows from (jsonb_to_recordset(requests) as (location_id uuid, purchased_at timestamptz, currency text, asks jsonb))
      with ordinality as r(location_id, purchased_at, currency, asks);
  end if;

  -- After the locks of the participants. Other purchases of the member saw their budgets before this waited for the wallet.
  if requests @? '$[*].budgets[*]' then
    select reserve_budgets(jsonb_agg(distinct budget.wanted), locked) into reserved
    from jsonb_array_elements(requests) as request(sent), jsonb_array_elements(request.sent->'budgets') as budget(wanted);
  end if;

  -- Everything booked so far, whatever its date, and what was bought in the days before each purchase. A
  -- separate statement: it reads under the lock and is not planned if nobody asks for the history.
  if history @? '$[*].windows' then
    select jsonb_agg(jsonb_build_object('index', h.index,
      'count', (select count(*) from purchases p where p.member_id = buyers[h.index + 1] and not (p.returned_gross = p.gross
          and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
          and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))),
      'windows', (
        select coalesce(jsonb_agg(jsonb_build_object('days', w.days, 'count', bought.count, 'sum', bought.sum) order by w.days), '[]')
        from jsonb_to_recordset(h.windows) as w(days int, "from" timestamptz, until timestamptz)
        cross join lateral (
          select count(*) as count, coalesce(sum(case
            when p.returned_gross = 0 or p.reporting_gross is null then p.reporting_gross
            when p.gross = 0 then 0
            else round(p.reporting_gross::numeric * (p.gross - p.returned_gross) / p.gross) end), 0) as sum from purchases p
          where p.member_id = buyers[h.index + 1] and p.purchased_at >= w."from" and p.purchased_at <= w.until
            and not (p.returned_gross = p.gross
              and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
              and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))) bought)) order by h.index)
    into histories from jsonb_to_recordset(history) as h(index int, windows jsonb) where h.windows is not null;
  end if;
  -- The purchases themselves, for conditions: all of each span, each once. More than 10,000 are too many, whichever they are.
  if history @? '$[*].purchases[*]' then
    select coalesce(json_agg(json_build_object(
      'id', p.id, 'memberId', p.member_id, 'currency', p.currency, 'locationId', p.location_id, 'channel', p.channel,
      'purchasedAt', (date_part('epoch', p.purchased_at) * 1000)::bigint, 'payments', p.payments, 'codes', p.codes,
      'spent', case
        when p.returned_gross = 0 or p.reporting_gross is null then p.reporting_gross
        when p.gross = 0 then 0
        else round(p.reporting_gross::numeric * (p.gross - p.returned_gross) / p.gross) end, 'lines', (
        select json_agg(json_build_object('kind', kept.kind, 'sku', kept.sku, 'category', kept.category, 'brand', kept.brand, 'sets', kept.product_sets,
          'quantity', ((kept.quantity - kept.returned) * 1000)::bigint, 'gross', kept.amount - kept.returned_amount,
          'discount', kept.discount) order by kept.line)
        from purchase_lines kept where kept.purchase_id = p.id and (kept.returned < kept.quantity or kept.quantity = 0)))), '[]')
    into bought from purchases p where p.id = any(array(
      select found.id from jsonb_to_recordset(history) as h(index int, purchases jsonb)
      cross join jsonb_to_recordset(h.purchases) as span("from" timestamptz, until timestamptz)
      cross join lateral (
        select p.id from purchases p where p.member_id = buyers[h.index + 1] and not (p.returned_gross = p.gross
          and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
          and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))
          and p.purchased_at >= span."from" and p.purchased_at <= span.until
        limit 10001) found));
  end if;
  -- What conditions of rules ask of the buyers. Only their verdicts are stored.
  if history @? '$[*].zone' then
    select buyer_figures(array_agg(distinct buyers[h.index + 1]), max(h.zone), array_agg(distinct h.day)) into figures
    from jsonb_to_recordset(history) as h(index int, zone text, day date) where h.zone is not null;
  end if;
  if history @? '$[*].person' then
    select json_agg(member_person(asked.id)) into people
    from (select distinct buyers[h.index + 1] as id from jsonb_to_recordset(history) as h(index int, person boolean) where h.person) asked
    where asked.id is not null;
  end if;

  return (
    select json_build_object('wallets', opened, 'saleParts', parts, 'budgets', reserved,
      -- The member's status comes with the wallet.
      'buyers', jsonb_agg(jsonb_build_object('memberId', buyers[r.ordinality], 'name', member_name(buyers[r.ordinality]),
        'cardStatus', case when r.code is not null and buyers[r.ordinality] is not null
          then coalesce(card_status(r.code, buyers[r.ordinality]), 'replaced') end) order by r.ordinality),
      -- Not a join: PostgreSQL expects 100 requests and would read all purchases of a small club to join them.
      'facts', jsonb_agg(jsonb_build_object(
        'purchaseId', (select p.id from purchases p where p.location_id = r.location_id and p.receipt_number = r.receipt_number),
        'tierId', s.tier_id, 'grant', s.grant, 'credit', coalesce(s.credit, 0),
        'ownYear', case when r.measure ? 'ownYears' then tier_year_json(buyers[r.ordinality], r.counts_from, r.counts_until, r.measure) end,
        'visited', case when r.visit_from is not null then purchase_visits(buyers[r.ordinality], r.visit_from, r.visit_until, r.measure->>'zone') > 0 end) order by r.ordinality),
      'usage', case when caps is null then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('index', c.index, 'ruleId', c.rule_id, 'per', c.per, 'points', (
          select coalesce(sum(g.points), 0) from rule_grants g
          where g.member_id = buyers[c.index + 1] and g.rule_id = c.rule_id
            and g.local_day >= coalesce(c.counts_from, '-infinity') and g.local_day < coalesce(c.counts_until, 'infinity')))), '[]')
        from jsonb_to_recordset(caps) as c(index int, rule_id uuid, per text, counts_from date, counts_until date)) end,
      'history', histories, 'purchasesBefore', bought, 'figuresBefore', figures, 'people', people)
    from rows from (jsonb_to_recordset(requests) as (code text, location_id uuid, receipt_number text, counts_from timestamptz, counts_until timestamptz,
      measure jsonb, visit_from timestamptz, visit_until timestamptz))
      with ordinality as r(code, location_id, receipt_number, counts_from, counts_until)
    left join lateral tier_standings(array[buyers[r.ordinality]], r.counts_from, r.counts_until, r.measure) s on buyers[r.ordinality] is not null
  );
end $$;
