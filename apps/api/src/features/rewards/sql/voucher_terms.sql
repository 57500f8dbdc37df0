-- What a voucher of this reward needs, whatever the state and stock of the reward: who promised it keeps the promise.
create or replace function voucher_terms(wanted uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('id', r.id, 'version', r.version, 'kind', r.kind, 'name', r.name, 'picture', r.picture, 'voucherDays', r.voucher_days,
    'effect', r.effect, 'event', r.event)
  from rewards r where r.id = wanted
$$;
