-- At most 50 members whose names are spelled nearly like this, the nearest first. A common name has too many to sort all of them.
-- The threshold is not a setting of the function: only a superuser may restore a function with a setting of an extension.
create or replace function members_spelled_like(wanted text) returns setof uuid language plpgsql volatile rows 50
  set enable_seqscan = off as $$
begin
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  return query select found.id from (
    select m.id, word_similarity(member_search_text(wanted), m.search) as likeness from members m
    where member_search_text(wanted) <% m.search limit 20000
  ) found order by found.likeness desc, found.id limit 50;
end $$;
