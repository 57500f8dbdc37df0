-- In the first of two languages that it has, else in any; '' for none. `Reader` does the same.
create or replace function text_in(texts jsonb, languages text[]) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(texts ->> languages[1], ''), nullif(texts ->> languages[2], ''),
    nullif(texts ->> 'cs', ''), nullif(texts ->> 'de', ''), nullif(texts ->> 'en', ''), '')
$$
