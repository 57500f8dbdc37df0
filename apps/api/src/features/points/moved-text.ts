/** What the rows of the journal that are called `j` moved. */
export const movedText = `
  coalesce(sum(case 'issued' when j.from_account then j.amount when j.to_account then -j.amount else 0 end), 0)::bigint as issued,
  coalesce(sum(case 'redeemed' when j.to_account then j.amount when j.from_account then -j.amount else 0 end), 0)::bigint as redeemed,
  coalesce(sum(case 'expired' when j.to_account then j.amount when j.from_account then -j.amount else 0 end), 0)::bigint as expired,
  coalesce(sum(j.amount) filter (where j.from_account = 'adjusted'), 0)::bigint as given,
  coalesce(sum(j.amount) filter (where j.to_account = 'adjusted'), 0)::bigint as taken,
  coalesce(sum(case when j.to_account in ('available', 'pending', 'held') then j.amount else 0 end
    - case when j.from_account in ('available', 'pending', 'held') then j.amount else 0 end), 0)::bigint as claims,
  coalesce(sum(case 'debt' when j.from_account then j.amount when j.to_account then -j.amount else 0 end), 0)::bigint as debt`;
