-- Records a single purchase at the end of its transaction, where nobody waits for the result: it throws, with the id of
-- the purchase, if the receipt has already counted.
create or replace function record_purchase(document jsonb) returns void language plpgsql volatile as $$
declare
  counted jsonb := record_purchases(document);
begin
  if counted is not null then
    raise exception 'the receipt has already counted' using errcode = 'TWICE', detail = counted->>0;
  end if;
end $$;
