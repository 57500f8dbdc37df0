-- One expression, which PostgreSQL writes into the calling query when it plans: it costs nothing at run time.
create or replace function wallet_balances(w wallets) returns json language sql stable as $$
  select json_build_object('available', w.available, 'pending', w.pending, 'held', w.held, 'debt', w.debt,
    'forgiven', w.forgiven, 'status', w.status)
$$;
