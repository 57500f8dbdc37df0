import { conditionLimits } from '@regulars/conditions';
import type { SqlFunction } from '../../platform/database/sql-function.ts';
import { plannedOnce } from '../points/index.ts';
import { spent, whollyReturned } from './fact-source.ts';
import { keptPurchase, purchaseSchema, purchasesOf } from './facts.repository.ts';

// Everything that decides what purchases earn, in one call. The wallets are locked before anything else is read, each
// in a statement of its own, so that nothing read was overtaken while waiting for the lock.
const purchaseContext: SqlFunction = {
  name: 'purchase_context',
  text: `
create function purchase_context(requests jsonb, caps jsonb, due_by timestamptz, with_lots boolean, locked boolean, with_parts boolean, history jsonb)
returns json language plpgsql volatile ${plannedOnce} as $$
declare
  buyers uuid[];
  resolved jsonb;
  opened json;
  parts jsonb;
  histories jsonb;
  bought json;
begin
  select array_agg(b.member_id order by r.ordinality),
         jsonb_agg(jsonb_build_object('memberId', b.member_id, 'memberStatus', b.member_status,
           'cardStatus', b.card_status, 'name', member_name(b.member_id)) order by r.ordinality)
  into buyers, resolved
  from rows from (jsonb_to_recordset(requests) as (code text, member_id uuid, external_id text)) with ordinality
    as r(code, member_id, external_id)
  left join lateral resolve_buyer(r.code, r.member_id, r.external_id) b on true;

  -- A preview books nothing: it reads points of one life as one, however many lots are due.
  opened := case when array_remove(buyers, null) = '{}' then '[]'
    when locked then open_wallets(array_remove(buyers, null), due_by, with_lots, '{}', true)
    else read_balances(array_remove(buyers, null), due_by, with_lots) end;

  -- A card may have been blocked while this waited for the wallet. The member's status comes with the wallet.
  if locked and resolved @? '$[*].cardStatus ? (@ != null)' then
    select jsonb_agg(was.buyer || jsonb_build_object('cardStatus',
      case when was.buyer->>'cardStatus' is not null then coalesce(b.card_status, 'replaced') end) order by was.ordinality)
    into resolved
    from jsonb_array_elements(resolved) with ordinality as was(buyer, ordinality)
    left join lateral resolve_card(requests->(was.ordinality - 1)::int->>'code') b
      on was.buyer->>'cardStatus' is not null and b.member_id = (was.buyer->>'memberId')::uuid;
  end if;

  -- Participants lock after the wallets: what they read is true under both locks.
  if with_parts then
    select sale_parts_read(jsonb_agg(jsonb_build_object('index', r.ordinality - 1, 'memberId', buyers[r.ordinality],
      'locationId', r.location_id, 'purchasedAt', r.purchased_at, 'currency', r.currency, 'asks', r.asks) order by r.ordinality), locked)
    into parts
    from rows from (jsonb_to_recordset(requests) as (location_id uuid, purchased_at timestamptz, currency text, asks jsonb))
      with ordinality as r(location_id, purchased_at, currency, asks);
  end if;

  -- What was booked so far, whenever it was bought; of it, what was bought in the days up to each purchase. A statement of
  -- its own: it reads what is true under the lock, and is not even planned where nobody asks for the history.
  if history is not null then
    select jsonb_agg(jsonb_build_object('index', h.index,
      'count', (select count(*) from purchases p where p.member_id = buyers[h.index + 1] and not ${whollyReturned('p')}),
      'windows', (
        select coalesce(jsonb_agg(jsonb_build_object('days', w.days, 'count', bought.count, 'sum', bought.sum) order by w.days), '[]')
        from jsonb_to_recordset(h.windows) as w(days int, "from" timestamptz, until timestamptz)
        cross join lateral (
          select count(*) as count, coalesce(sum(${spent('p')}), 0) as sum from purchases p
          where p.member_id = buyers[h.index + 1] and p.purchased_at >= w."from" and p.purchased_at <= w.until
            and not ${whollyReturned('p')}) bought)) order by h.index)
    into histories from jsonb_to_recordset(history) as h(index int, windows jsonb);
  end if;
  -- The purchases themselves, for conditions: the newest of each span, each once.
  if history @? '$[*].purchases[*]' then
    select coalesce(json_agg(${keptPurchase('p')}), '[]') into bought from purchases p where p.id = any(array(
      select newest.id from jsonb_to_recordset(history) as h(index int, purchases jsonb)
      cross join jsonb_to_recordset(h.purchases) as span("from" timestamptz, until timestamptz)
      cross join lateral (
        select p.id from ${purchasesOf('buyers[h.index + 1]', 'p')} and p.purchased_at >= span."from" and p.purchased_at <= span.until
        order by ${purchaseSchema.newestFirst('p')} limit ${conditionLimits.purchases}) newest));
  end if;

  return (
    select json_build_object('buyers', resolved, 'wallets', opened, 'saleParts', parts,
      -- Not a join: PostgreSQL expects 100 requests, and would read all purchases of a small club to join them.
      'facts', jsonb_agg(jsonb_build_object(
        'purchaseId', (select p.id from purchases p where p.location_id = r.location_id and p.receipt_number = r.receipt_number),
        'tierId', s.tier_id, 'credit', coalesce(s.credit, 0)) order by r.ordinality),
      'usage', case when caps is null then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('index', c.index, 'ruleId', c.rule_id, 'per', c.per, 'points', (
          select coalesce(sum(g.points), 0) from rule_grants g
          where g.member_id = buyers[c.index + 1] and g.rule_id = c.rule_id
            and g.local_day >= coalesce(c.counts_from, '-infinity') and g.local_day < coalesce(c.counts_until, 'infinity')))), '[]')
        from jsonb_to_recordset(caps) as c(index int, rule_id uuid, per text, counts_from date, counts_until date)) end,
      'history', histories, 'purchasesBefore', bought)
    from rows from (jsonb_to_recordset(requests) as (location_id uuid, receipt_number text, counts_from timestamptz, counts_until timestamptz))
      with ordinality as r(location_id, receipt_number, counts_from, counts_until)
    left join lateral tier_standings(array[buyers[r.ordinality]], r.counts_from, r.counts_until) s on buyers[r.ordinality] is not null
  );
end $$`,
};

const resolveBuyer: SqlFunction = {
  name: 'resolve_buyer',
  text: `
create function resolve_buyer(code text, id uuid, external_id text)
returns table (member_id uuid, member_status text, card_status text) language plpgsql stable rows 1 ${plannedOnce} as $$
begin
  if code is not null then
    return query select c.member_id, c.member_status, c.card_status from resolve_card(code) c;
  elsif id is not null then
    return query select id, member_status(id), null::text where member_status(id) is not null;
  elsif external_id is not null then
    return query select m, member_status(m), null::text from member_by_external_id(external_id) m where m is not null;
  end if;
end $$`,
};

// Returns null, or the purchases whose receipts counted already. Then the caller rolls back.
const recordPurchases: SqlFunction = {
  name: 'record_purchases',
  text: `
create function record_purchases(document jsonb) returns jsonb language plpgsql volatile ${plannedOnce} as $$
declare
  written bigint;
begin
  insert into purchases (id, member_id, location_id, receipt_number, till, purchased_at, booked_at, currency, gross, net,
    reporting_currency, exchange_rate, reporting_gross, payments, earned, transaction_id, explanation, evaluation, actor_kind, actor_id)
  select n.id, n.member_id, n.location_id, n.receipt_number, n.till, n.purchased_at, n.booked_at, n.currency, n.gross, n.net,
    n.reporting_currency, n.exchange_rate, n.reporting_gross, n.payments, n.earned, n.transaction_id, n.explanation, n.evaluation, n.actor_kind, n.actor_id
  from jsonb_to_recordset(document->'purchases') as n(id uuid, member_id uuid, location_id uuid, receipt_number text, till text,
    purchased_at timestamptz, booked_at timestamptz, currency text, gross bigint, net bigint,
    reporting_currency text, exchange_rate numeric, reporting_gross bigint, payments jsonb, earned bigint,
    transaction_id uuid, explanation jsonb, evaluation jsonb, actor_kind text, actor_id uuid)
  on conflict (location_id, receipt_number) do nothing;
  get diagnostics written = row_count;
  if written <> jsonb_array_length(document->'purchases') then
    return (
      select jsonb_agg(p.id)
      from jsonb_to_recordset(document->'purchases') as n(id uuid, location_id uuid, receipt_number text)
      join purchases p on p.location_id = n.location_id and p.receipt_number = n.receipt_number and p.id <> n.id);
  end if;
  insert into purchase_lines (purchase_id, line, sku, name, category, brand, kind, quantity, unit_price, discount, amount, net, tax_rate)
  select n.purchase_id, n.line, n.sku, n.name, n.category, n.brand, n.kind, n.quantity, n.unit_price, n.discount, n.amount, n.net, n.tax_rate
  from jsonb_to_recordset(document->'lines') as n(purchase_id uuid, line int, sku text, name text, category text, brand text,
    kind text, quantity numeric, unit_price bigint, discount bigint, amount bigint, net bigint, tax_rate numeric);
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
end $$`,
};

const grantPoints: SqlFunction = {
  name: 'grant_points',
  text: `
create function grant_points(document jsonb) returns void language plpgsql volatile ${plannedOnce} as $$
begin
  if document ? 'grants' then
    insert into rule_grants (member_id, rule_id, purchase_id, rule_version, points, local_day)
    select n.member_id, n.rule_id, n.purchase_id, n.rule_version, n.points, n.local_day
    from jsonb_to_recordset(document->'grants') as n(member_id uuid, rule_id uuid, purchase_id uuid, rule_version int,
      points bigint, local_day date);
  end if;
  perform apply_points(document->'points');
  if document ? 'tier_changes' then
    perform change_tiers(document->'tier_changes');
  end if;
end $$`,
};

// False when somebody else claimed the purchase, or goods of it came back, since it was read.
const recordClaim: SqlFunction = {
  name: 'record_claim',
  text: `
create function record_claim(document jsonb) returns boolean language plpgsql volatile ${plannedOnce} as $$
begin
  update purchases p set member_id = n.member_id, claimed_at = n.claimed_at, earned = n.earned, explanation = n.explanation,
    transaction_id = n.transaction_id, evaluation = n.evaluation, returned_points = n.returned_points, returned_status = n.returned_status
  from jsonb_to_record(document->'claim') as n(id uuid, member_id uuid, claimed_at timestamptz, earned bigint, explanation jsonb,
    transaction_id uuid, evaluation jsonb, returned_points bigint, returned_status bigint, returned_gross bigint)
  where p.id = n.id and p.member_id is null and p.returned_gross = n.returned_gross;
  if not found then
    return false;
  end if;
  perform grant_points(document);
  return true;
end $$`,
};

const returnContext: SqlFunction = {
  name: 'return_context',
  text: `
create function return_context(wanted uuid[], due_by timestamptz, return_location uuid, return_number text)
returns json language plpgsql volatile ${plannedOnce} as $$
declare
  owners uuid[];
  posted uuid[];
  opened json := '[]';
begin
  select coalesce(array_agg(distinct member_id) filter (where member_id is not null), '{}'),
         coalesce(array_agg(transaction_id) filter (where transaction_id is not null), '{}')
  into owners, posted from purchases where id = any(wanted);
  if owners <> '{}' then
    opened := open_wallets(owners, due_by, true, posted, true);
  end if;
  perform from purchases where id = any(wanted) order by id for update;
  if exists (select from purchases where id = any(wanted) and member_id is not null and member_id <> all(owners)) then
    raise exception 'a purchase was claimed meanwhile' using errcode = 'serialization_failure';
  end if;
  return json_build_object('wallets', opened,
    'countedFor', (select purchase_id from purchase_returns where location_id = return_location and receipt_number = return_number));
end $$`,
};

// Returns null, or the purchase for which a return with this receipt counted already; then the caller rolls back.
const recordReturns: SqlFunction = {
  name: 'record_returns',
  text: `
create function record_returns(document jsonb) returns uuid language plpgsql volatile ${plannedOnce} as $$
declare
  written bigint;
begin
  insert into purchase_returns (id, purchase_id, location_id, receipt_number, returned_at, booked_at, reason, lines, amount,
    transaction_id, taken_back, debt, forgiven, expired, actor_kind, actor_id)
  select n.id, n.purchase_id, n.location_id, n.receipt_number, n.returned_at, n.booked_at, n.reason, n.lines, n.amount,
    n.transaction_id, n.taken_back, n.debt, n.forgiven, n.expired, n.actor_kind, n.actor_id
  from jsonb_to_recordset(document->'returns') as n(id uuid, purchase_id uuid, location_id uuid, receipt_number text,
    returned_at timestamptz, booked_at timestamptz, reason text, lines jsonb, amount bigint, transaction_id uuid,
    taken_back bigint, debt bigint, forgiven bigint, expired bigint, actor_kind text, actor_id uuid)
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
end $$`,
};

export const purchasesFunctions: SqlFunction[] = [
  resolveBuyer,
  purchaseContext,
  grantPoints,
  recordPurchases,
  recordClaim,
  returnContext,
  recordReturns,
];
