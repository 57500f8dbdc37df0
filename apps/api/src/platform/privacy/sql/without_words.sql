-- A document with every text emptied but ids and times: numbers, truth values and the shape stay.
create or replace function without_words(document jsonb) returns jsonb language plpgsql immutable as $$
  begin
    return case jsonb_typeof(document)
      when 'object' then (select coalesce(jsonb_object_agg(key, without_words(value)), '{}') from jsonb_each(document))
      when 'array' then (select coalesce(jsonb_agg(without_words(value) order by place), '[]')
        from jsonb_array_elements(document) with ordinality as element(value, place))
      when 'string' then case
        when document #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-][0-9:]+))?$' then document
        else '""' end
      else document
    end;
  end
$$;
