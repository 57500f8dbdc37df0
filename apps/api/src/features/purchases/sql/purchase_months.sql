-- In which months of the club's calendar members bought something that they kept, with the first of these months.
create or replace function purchase_months(buyers uuid[], zone text, until timestamptz)
returns table (member_id uuid, first_month date, month date) language sql stable as $$
  select bought.member_id, min(bought.month) over (partition by bought.member_id), bought.month
  from (
    select distinct p.member_id, date_trunc('month', p.purchased_at at time zone zone)::date as month
    from purchases p
    where p.member_id = any(buyers) and p.purchased_at <= until and not (p.returned_gross = p.gross
      and exists (select from purchase_returns r where r.purchase_id = p.id and r.reversed_at is null)
      and not exists (select from purchase_lines l where l.purchase_id = p.id and l.returned < l.quantity))) bought
$$;
