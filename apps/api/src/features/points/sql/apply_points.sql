create or replace function apply_points(document jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
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
      awarded_at, source, origin)
    select n.member_id, n.id, n.transaction_id, n.amount, n.remaining, n.expired, n.released, n.available_at, n.expires_at,
      n.earned_at, n.awarded_at, n.source, n.origin
    from jsonb_to_recordset(document->'lots_opened') as n(member_id uuid, id uuid, transaction_id uuid, amount bigint,
      remaining bigint, expired bigint, released boolean, available_at timestamptz, expires_at timestamptz, earned_at timestamptz,
      awarded_at timestamptz, source jsonb, origin uuid);
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
end $$;
