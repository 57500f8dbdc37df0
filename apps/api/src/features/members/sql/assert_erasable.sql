-- The one place that says who may be erased: members whose membership is closed, and nobody else.
create or replace function assert_erasable(wanted uuid) returns void language plpgsql stable as $$
  begin
    if not exists (select from members where id = wanted and status = 'closed') then
      raise exception 'only closed memberships are erased' using errcode = 'insufficient_privilege';
    end if;
  end
$$;
