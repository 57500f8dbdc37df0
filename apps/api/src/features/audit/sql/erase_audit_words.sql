-- Of a member who is erased or about to be, and of the account that was only the member's. As the owner of the table, who alone
-- may change it; the trigger lets these columns change and no other.
create or replace function erase_audit_words(erased uuid, account uuid, things text[]) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
  begin
    perform assert_erasable(erased);
    perform set_config('regulars.erasing', 'on', true);
    update audit_entries set before = without_words(before), after = without_words(after)
      where member_id = erased or subject_id = erased::text or subject_id = any(things)
        or (action like 'merge-request.%' and after ->> 'otherMember' = erased::text);
    update audit_entries set actor_name = '', address = null, before = without_words(before), after = without_words(after)
      where actor_kind = 'account' and actor_id = account;
    perform set_config('regulars.erasing', 'off', true);
  end
$$;
