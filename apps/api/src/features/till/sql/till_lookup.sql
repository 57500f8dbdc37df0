-- What cards, members, points and tiers know of a scanned code, in one call. No row: unknown; several: several members
-- have it.
create or replace function till_lookup(code text, at timestamptz, counts_from timestamptz, counts_until timestamptz, typed text default null,
  measure jsonb default null)
  returns setof json language sql stable rows 1 as $$
  select json_build_object(
    'memberId', card.member_id, 'memberStatus', card.member_status,
    'cardId', card.card_id, 'cardNumber', card.card_number, 'cardStatus', card.card_status,
    'name', profile.name, 'language', profile.language, 'joinedAt', profile.joined_at,
    'tierId', standing.tier_id, 'grant', standing.grant, 'since', standing.since, 'credit', standing.credit,
    'wallets', read_balances(array[card.member_id], at, false))
  from resolve_card(code, typed) card,
       member_profile(card.member_id) profile,
       tier_standings(array[card.member_id], counts_from, counts_until, measure) standing
$$;
