-- At most 50 members whose names are spelled nearly like this, the nearest first. A common name has too many to sort all of them.
create or replace function members_spelled_like(wanted text) returns setof uuid language sql stable rows 50
  set pg_trgm.word_similarity_threshold = 0.45 set enable_seqscan = off as $$
  select id from (
    select id, word_similarity(member_search_text(wanted), search) as likeness from members
    where member_search_text(wanted) <% search limit 20000
  ) found order by likeness desc, id limit 50
$$;
