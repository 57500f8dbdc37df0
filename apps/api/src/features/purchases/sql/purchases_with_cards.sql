-- What a member has bought since then with one of these cards.
create or replace function purchases_with_cards(buyer uuid, cards uuid[], since timestamptz) returns setof uuid language sql stable as $$
  select p.id from purchases p where p.member_id = buyer and p.card_id = any(cards) and p.booked_at >= since
$$;
