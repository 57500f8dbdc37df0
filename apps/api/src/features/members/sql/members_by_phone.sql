-- A number without the code of its country, such as 0660 1234567, matches the single number that is otherwise the same. The zero is
-- part of some numbers. Where it is nobody's first number, it may be the second one of some: that is found by its end, written as a
-- range, so that a generic plan also uses the index; ':' follows '9'.
create or replace function members_by_phone(wanted text) returns setof uuid language plpgsql stable rows 1 as $$
  declare
    ending text := reverse(substr(wanted, 2));
    number text;
    alike text[];
  begin
    number := wanted;
    if wanted ~ '^0[1-9]\d{6,13}$' and not exists (select from members where phone = wanted) then
      select array_agg(phone) into alike from (
        select distinct phone from members
        where phone is not null and phone_without_country(phone) in (wanted, substr(wanted, 2)) limit 2
      ) found;
      number := case when cardinality(alike) = 1 then alike[1] end;
    end if;
    return query select id from (
      select m.id, rank() over (order by m.status = 'closed') as place from members m where m.phone = number
    ) named where place = 1 limit 10;
    if found or cardinality(alike) > 1 then
      return;
    end if;
    number := wanted;
    if wanted ~ '^0[1-9]\d{6,13}$' then
      select array_agg(second_phone) into alike from (
        select distinct second_phone from member_details
        where second_phone is not null and reverse(second_phone) ~>=~ ending and reverse(second_phone) ~<~ (ending || ':') limit 2
      ) found_second;
      number := case when cardinality(alike) = 1 then alike[1] end;
    end if;
    return query select id from (
      select m.id, rank() over (order by m.status = 'closed') as place
      from member_details d join members m on m.id = d.member_id
      where reverse(d.second_phone) = reverse(number) and d.second_phone is not null
    ) named where place = 1 limit 10;
  end
$$;
