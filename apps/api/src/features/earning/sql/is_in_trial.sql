-- Whether a member is in the trial of a rule, as isInTrial (libs/loyalty) decides it.
create or replace function is_in_trial(member uuid, rule uuid, share integer)
returns boolean language plpgsql immutable parallel safe as $$
declare
  prime constant bigint := 67108859;
  digits constant text := replace(rule::text || member::text, '-', '');
  place bigint := 1;
begin
  for word in 0..15 loop
    place := (place + ('x' || substr(digits, word * 4 + 1, 4))::bit(16)::integer + 1) % prime;
    place := place * place % prime * place % prime;
  end loop;
  return place * 100 < share * prime;
end
$$;
