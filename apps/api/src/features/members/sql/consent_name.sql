-- The name by which conditions and lists ask for a consent: `consentName` of the contracts.
create or replace function consent_name(purpose text, channel text) returns text language sql immutable parallel safe as $$
  select case purpose
    when 'marketing' then case channel when 'email' then 'newsletter' else 'marketing-' || channel end
    when 'profiling' then 'personalisation'
    else purpose end
$$;
