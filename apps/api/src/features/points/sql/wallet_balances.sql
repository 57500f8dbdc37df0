-- One expression, which PostgreSQL writes into the calling query when it plans: it costs nothing at run time. It does
-- not take a row of `wallets`, because a table with functions on its rows cannot be dropped.
create or replace function wallet_balances(
  available bigint, pending bigint, held bigint, debt bigint, forgiven bigint, status bigint
) returns json language sql stable as $$
  select json_build_object('available', available, 'pending', pending, 'held', held, 'debt', debt,
    'forgiven', forgiven, 'status', status)
$$;
