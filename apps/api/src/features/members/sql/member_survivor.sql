-- Where an id leads: to the member that this one was merged into, else to itself.
create or replace function member_survivor(wanted uuid) returns uuid language plpgsql stable as $$
declare
  next_id uuid;
  survivor uuid := wanted;
begin
  loop
    select merged_into into next_id from members where id = survivor and merged_into is not null;
    if next_id is null then
      return survivor;
    end if;
    survivor := next_id;
  end loop;
end $$;
