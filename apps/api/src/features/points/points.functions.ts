import type { SqlFunction } from '../../platform/database/sql-function.ts';

/**
 * A clause for functions of small, indexed statements. Left to itself PostgreSQL plans some of them anew at each call,
 * which costs five times what they do (measured: 2.4 ms against 0.5 ms).
 */
export const plannedOnce = 'set plan_cache_mode = force_generic_plan';

// A double holds milliseconds exactly, and is ten times as fast as the numeric of `extract`.
const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::bigint`;

const takingsOf = (transaction: string): string => `
  (select coalesce(json_agg(json_build_object('lotId', t.lot_id, 'points', t.points) order by t.lot_id), '[]')
   from takings t where t.member_id = w.member_id and t.transaction_id = ${transaction})`;

// Where a transaction stands among the member's: its first row in the journal, which is written under the wallet's lock.
const placeOf = (transaction: string): string =>
  `(select min(j.id) from journal j where j.member_id = w.member_id and j.transaction_id = ${transaction})`;
// What is booked now comes after every row that is there; 2^52.
const afterTheJournal = 4_503_599_627_370_496;

// `needed.lots` inside the query, too: beside a join's condition the lots are read and then thrown away.
const lots = `
  select coalesce(json_agg(json_build_object(
      'id', l.id, 'transactionId', l.transaction_id, 'amount', l.amount, 'remaining', l.remaining,
      'expired', l.expired, 'released', l.released, 'availableAt', ${ms('l.available_at')}, 'expiresAt', ${ms('l.expires_at')},
      'earnedAt', ${ms('l.earned_at')}, 'awardedAt', ${ms('l.awarded_at')}, 'source', l.source
    ) order by l.expires_at nulls last, l.awarded_at, l.id), '[]') as list
  from (
    select * from lots where member_id = w.member_id and remaining > 0
    union all
    select * from lots where member_id = w.member_id and remaining = 0 and id = any(array(
      select lot_id from takings where member_id = w.member_id and transaction_id = any(transactions)
      union all
      select lot_id from takings where member_id = w.member_id and transaction_id = any(array(
        select transaction_id from holds where member_id = w.member_id and state = 'active'))
      union all
      select id from lots where member_id = w.member_id and transaction_id = any(transactions)))
  ) l where needed.lots`;

const holds = `
  select coalesce(json_agg(json_build_object(
      'id', h.id, 'transactionId', h.transaction_id, 'points', h.points, 'expiresAt', ${ms('h.expires_at')},
      'state', h.state, 'takings', ${takingsOf('h.transaction_id')},
      'place', case when w.forgiven > 0 then ${placeOf('h.transaction_id')} else 0 end) order by h.id), '[]') as list
  from holds h where needed.lots and h.member_id = w.member_id and h.state = 'active'`;

const forgiveness = `
  select coalesce(json_agg(json_build_object('id', f.transaction_id, 'points', f.points, 'open', f.open, 'place', f.place)
      order by f.place), '[]') as list
  from (
    select *, ${placeOf('given.transaction_id')} as place from forgiveness given where given.member_id = w.member_id and given.open > 0
  ) f`;

const named = `
  select coalesce(json_agg(json_build_object(
      'id', p.id, 'kind', p.kind, 'takings', ${takingsOf('p.id')},
      -- Captured points are gone since they were held.
      'place', ${placeOf("coalesce((select h.transaction_id from holds h where p.kind = 'capture' and h.id = p.hold_id), p.id)")},
      'lotIds', (select coalesce(json_agg(l.id), '[]') from lots l where l.member_id = w.member_id and l.transaction_id = p.id),
      'entries', (select coalesce(json_agg(json_build_object('currency', j.currency, 'from', j.from_account,
          'to', j.to_account, 'amount', j.amount, 'effectiveAt', ${ms('j.effective_at')}) order by j.id), '[]')
        from journal j where j.member_id = w.member_id and j.transaction_id = p.id),
      'reversed', exists (select from points_transactions r where r.member_id = w.member_id and r.reverses = p.id),
      'cause', p.cause) order by p.id), '[]') as list
  from points_transactions p where p.member_id = w.member_id and p.id = any(transactions)`;

const figures = `
    'memberId', w.member_id,
    'version', w.version,
    'memberStatus', member_status(w.member_id),
    'balances', json_build_object('available', w.available, 'pending', w.pending, 'held', w.held, 'debt', w.debt,
      'forgiven', w.forgiven, 'status', w.status),
    'nextDueAt', ${ms('w.next_due_at')},
    'lastActivityAt', ${ms('w.last_activity_at')},
    'booked', ${afterTheJournal}`;

// Most askings are about balances alone. A plan starts up with all its parts, used or not: theirs has few.
const ofBalancesAlone = (asked: string): string => `
  if ${asked} and not exists (
    select from wallets w where w.member_id = any(member_ids) and (w.debt > 0 or w.next_due_at <= due_by)
  ) then
    return (select coalesce(json_agg(json_build_object(${figures}, 'complete', false, 'lots', '[]'::json,
        'holds', '[]'::json, 'forgiveness', '[]'::json, 'named', '[]'::json)), '[]')
      from wallets w where w.member_id = any(member_ids));
  end if;`;

// Points of one life: they come and go at the same moments.
const lives = `
  select json_agg(json_build_object(
      'id', l.id, 'transactionId', l.id, 'amount', l.points, 'remaining', l.points, 'expired', 0,
      'released', l.released, 'availableAt', ${ms('l.available_at')}, 'expiresAt', ${ms('l.expires_at')},
      'earnedAt', ${ms('l.awarded_at')}, 'awardedAt', ${ms('l.awarded_at')}, 'source', null
    ) order by l.expires_at nulls last, l.awarded_at, l.id) as list
  from (
    select min(o.id::text) as id, o.released, max(o.available_at) as available_at, o.expires_at,
      max(o.awarded_at) as awarded_at, sum(o.remaining)::bigint as points
    from lots o where needed.lots and o.member_id = w.member_id and o.remaining > 0
    group by o.released, case when not o.released then o.available_at end, o.expires_at,
      case when o.expires_at is not null then greatest(o.expires_at, o.available_at, o.awarded_at) end
  ) l`;

// `json`, not `jsonb`, which is built anew at every level: of 5,000 lots that took most of the time.
const readWallets: SqlFunction = {
  name: 'read_wallets',
  text: `
create function read_wallets(member_ids uuid[], due_by timestamptz, with_lots boolean, transactions uuid[])
returns json language plpgsql stable ${plannedOnce} as $$
begin
  ${ofBalancesAlone('not with_lots and cardinality(transactions) = 0')}
  return (select coalesce(json_agg(json_build_object(${figures},
    'complete', needed.lots,
    'lots', coalesce(loaded_lots.list, '[]'),
    'holds', coalesce(loaded_holds.list, '[]'),
    'forgiveness', coalesce(loaded_forgiveness.list, '[]'),
    'named', coalesce(loaded_transactions.list, '[]'))), '[]')
  from wallets w
  cross join lateral (
    select with_lots or w.debt > 0 or coalesce(w.next_due_at <= due_by, false) or cardinality(transactions) > 0 as lots
  ) needed
  left join lateral (${lots}) loaded_lots on needed.lots
  left join lateral (${holds}) loaded_holds on needed.lots
  left join lateral (${forgiveness}) loaded_forgiveness on needed.lots and w.forgiven > 0
  left join lateral (${named}) loaded_transactions on cardinality(transactions) > 0
  where w.member_id = any(member_ids));
end $$`,
};

// Of a reader nobody asks which lot it was: those of one life are read as one. Active holds name their lots.
const readBalances: SqlFunction = {
  name: 'read_balances',
  text: `
create function read_balances(member_ids uuid[], due_by timestamptz, with_lots boolean)
returns json language plpgsql stable ${plannedOnce} as $$
declare
  holding uuid[];
begin
  ${ofBalancesAlone('not with_lots')}
  holding := array(select distinct h.member_id from holds h where h.member_id = any(member_ids) and h.state = 'active');
  return (select coalesce(json_agg(wallet), '[]') from (
    select json_build_object(${figures}, 'complete', needed.lots, 'lots', coalesce(loaded.list, '[]'),
      'holds', '[]'::json, 'forgiveness', '[]'::json, 'named', '[]'::json) as wallet
    from wallets w
    cross join lateral (select with_lots or w.debt > 0 or coalesce(w.next_due_at <= due_by, false) as lots) needed
    left join lateral (${lives}) loaded on needed.lots
    where w.member_id = any(member_ids) and w.member_id <> all(holding)
    union all
    select json_array_elements(read_wallets(holding, due_by, with_lots, '{}')) where holding <> '{}'
  ) wallets);
end $$`,
};

// The lock comes first and in a statement of its own: a statement reads from the snapshot taken when it began, so one
// that locked and read at once would read what was true before it waited, and overspend.
const openWallets: SqlFunction = {
  name: 'open_wallets',
  text: `
create function open_wallets(member_ids uuid[], due_by timestamptz, with_lots boolean, transactions uuid[], locked boolean)
returns json language plpgsql volatile ${plannedOnce} as $$
begin
  if locked then
    perform from wallets w where w.member_id = any(member_ids) order by w.member_id for update;
  end if;
  return read_wallets(member_ids, due_by, with_lots, transactions);
end $$`,
};

const applyPoints: SqlFunction = {
  name: 'apply_points',
  text: `
create function apply_points(document jsonb) returns void language plpgsql volatile ${plannedOnce} as $$
declare
  changed bigint;
begin
  if document ? 'wallets' then
    update wallets w set
      available = n.available, pending = n.pending, held = n.held, debt = n.debt, forgiven = n.forgiven, status = n.status,
      version = w.version + 1, next_due_at = n.next_due_at,
      last_activity_at = greatest(w.last_activity_at, n.last_activity_at)
    from jsonb_to_recordset(document->'wallets') as n(member_id uuid, version bigint, available bigint, pending bigint,
      held bigint, debt bigint, forgiven bigint, status bigint, next_due_at timestamptz, last_activity_at timestamptz)
    where w.member_id = n.member_id and w.version = n.version;
    get diagnostics changed = row_count;
    if changed <> jsonb_array_length(document->'wallets') then
      raise exception 'a wallet changed meanwhile' using errcode = 'serialization_failure';
    end if;
  end if;
  if document ? 'transactions' then
    insert into points_transactions (member_id, id, kind, effective_at, booked_at, cause, purchase_id, redemption_id,
      hold_id, reverses, reason, actor_kind, actor_id)
    select n.member_id, n.id, n.kind, n.effective_at, n.booked_at, n.cause, n.purchase_id, n.redemption_id,
      n.hold_id, n.reverses, n.reason, n.actor_kind, n.actor_id
    from jsonb_to_recordset(document->'transactions') as n(member_id uuid, id uuid, kind text, effective_at timestamptz,
      booked_at timestamptz, cause jsonb, purchase_id uuid, redemption_id uuid, hold_id uuid, reverses uuid, reason text,
      actor_kind text, actor_id uuid);
  end if;
  if document ? 'entries' then
    insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
    select n.member_id, n.transaction_id, n.currency, n.from_account, n.to_account, n.amount, n.effective_at, n.booked_at
    from jsonb_to_recordset(document->'entries') as n(member_id uuid, transaction_id uuid, currency text,
      from_account text, to_account text, amount bigint, effective_at timestamptz, booked_at timestamptz);
  end if;
  if document ? 'lots_opened' then
    insert into lots (member_id, id, transaction_id, amount, remaining, expired, released, available_at, expires_at, earned_at,
      awarded_at, source)
    select n.member_id, n.id, n.transaction_id, n.amount, n.remaining, n.expired, n.released, n.available_at, n.expires_at,
      n.earned_at, n.awarded_at, n.source
    from jsonb_to_recordset(document->'lots_opened') as n(member_id uuid, id uuid, transaction_id uuid, amount bigint,
      remaining bigint, expired bigint, released boolean, available_at timestamptz, expires_at timestamptz, earned_at timestamptz,
      awarded_at timestamptz, source jsonb);
  end if;
  if document ? 'lots_changed' then
    update lots l set remaining = n.remaining, expired = n.expired, released = n.released, expires_at = n.expires_at
    from jsonb_to_recordset(document->'lots_changed') as n(member_id uuid, id uuid, remaining bigint, expired bigint,
      released boolean, expires_at timestamptz)
    where l.member_id = n.member_id and l.id = n.id;
  end if;
  if document ? 'takings' then
    insert into takings (member_id, transaction_id, lot_id, points)
    select n.member_id, n.transaction_id, n.lot_id, n.points
    from jsonb_to_recordset(document->'takings') as n(member_id uuid, transaction_id uuid, lot_id uuid, points bigint);
  end if;
  if document ? 'holds_opened' then
    insert into holds (member_id, id, transaction_id, points, expires_at, state)
    select n.member_id, n.id, n.transaction_id, n.points, n.expires_at, n.state
    from jsonb_to_recordset(document->'holds_opened') as n(member_id uuid, id uuid, transaction_id uuid, points bigint,
      expires_at timestamptz, state text);
  end if;
  if document ? 'holds_changed' then
    update holds h set state = n.state
    from jsonb_to_recordset(document->'holds_changed') as n(member_id uuid, id uuid, state text)
    where h.member_id = n.member_id and h.id = n.id;
  end if;
  if document ? 'forgiveness_opened' then
    insert into forgiveness (member_id, transaction_id, points, open)
    select n.member_id, n.transaction_id, n.points, n.open
    from jsonb_to_recordset(document->'forgiveness_opened') as n(member_id uuid, transaction_id uuid, points bigint, open bigint);
  end if;
  if document ? 'forgiveness_changed' then
    update forgiveness f set open = n.open
    from jsonb_to_recordset(document->'forgiveness_changed') as n(member_id uuid, transaction_id uuid, open bigint)
    where f.member_id = n.member_id and f.transaction_id = n.transaction_id;
  end if;
  if document ? 'events' then
    insert into outbox (name, member_id, at, origin, data)
    select n.name, n.member_id, n.at, document->>'origin', n.data
    from jsonb_to_recordset(document->'events') as n(name text, member_id uuid, at timestamptz, data jsonb);
  end if;
end $$`,
};

export const pointsFunctions: SqlFunction[] = [readWallets, readBalances, openWallets, applyPoints];
