-- What people wrote with the postings of a member who is erased or about to be. As the owner of the table, who alone may change
-- it; the trigger lets these columns change and no other, so that no point moves.
create or replace function erase_posting_words(erased uuid) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
  begin
    perform assert_erasable(erased);
    perform set_config('regulars.erasing', 'on', true);
    update points_transactions set reason = null, cause = cause - 'reason'
      where member_id = erased and (reason is not null or cause ? 'reason');
    perform set_config('regulars.erasing', 'off', true);
  end
$$;
