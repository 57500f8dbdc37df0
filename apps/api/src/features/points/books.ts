/** An invariant of the books. `faults` returns a row for each member who violates it. */
export interface BookCheck {
  readonly what: string;
  /** SQL without parameters: `member_id`, `why`. */
  readonly faults: string;
}

const balances = `
  select member_id,
    coalesce(sum(amount) filter (where account = 'available'), 0)::bigint as available,
    coalesce(sum(amount) filter (where account = 'pending'), 0)::bigint as pending,
    coalesce(sum(amount) filter (where account = 'held'), 0)::bigint as held,
    -coalesce(sum(amount) filter (where account = 'debt'), 0)::bigint as debt,
    -coalesce(sum(amount) filter (where account = 'forgiven'), 0)::bigint as forgiven,
    coalesce(sum(amount) filter (where account = 'expired'), 0)::bigint as expired,
    coalesce(sum(amount) filter (where account = 'status'), 0)::bigint as status
  from (
    select member_id, to_account as account, amount from journal
    union all
    select member_id, from_account, -amount from journal
  ) legs group by member_id`;

const lotSums = `
  select member_id,
    coalesce(sum(remaining) filter (where released), 0)::bigint as available,
    coalesce(sum(remaining) filter (where not released), 0)::bigint as pending
  from lots group by member_id`;

const holdSums = `select member_id, sum(points)::bigint as held from holds where state = 'active' group by member_id`;

const openForgiveness = `select member_id, sum(open)::bigint as open from forgiveness group by member_id`;

const expiredSums = `select member_id, sum(expired)::bigint as expired from lots group by member_id`;

/** The invariants of the books; `npm run club -- verify` and the tests check them. */
export const bookChecks: readonly BookCheck[] = [
  {
    what: 'Each transaction sums to zero in each currency',
    faults: `
      select (array_agg(member_id))[1] as member_id, 'transaction ' || transaction_id || ' in ' || currency as why
      from (
        select member_id, transaction_id, currency, amount, amount as moved, from_account, to_account from journal
        union all
        select member_id, transaction_id, currency, -amount, amount, from_account, to_account from journal
      ) legs
      group by transaction_id, currency
      having sum(amount) <> 0 or min(moved) <= 0 or bool_or(from_account = to_account) or min(member_id::text) <> max(member_id::text)`,
  },
  {
    what: 'Each transaction is in the journal, and each row of the journal has one',
    faults: `
      select coalesce(p.member_id, j.member_id) as member_id, 'transaction ' || coalesce(p.id, j.transaction_id) as why
      from points_transactions p
      full join (select distinct member_id, transaction_id from journal) j on j.member_id = p.member_id and j.transaction_id = p.id
      where p.id is null or j.transaction_id is null`,
  },
  {
    what: 'Each wallet equals the journal',
    faults: `
      select coalesce(w.member_id, j.member_id) as member_id, 'journal' as why
      from wallets w full join (${balances}) j on j.member_id = w.member_id
      where w.member_id is null
        or (w.available, w.pending, w.held, w.debt, w.forgiven, w.status) is distinct from
           (coalesce(j.available, 0), coalesce(j.pending, 0), coalesce(j.held, 0), coalesce(j.debt, 0), coalesce(j.forgiven, 0),
            coalesce(j.status, 0))`,
  },
  {
    what: 'Each wallet equals its lots and holds',
    faults: `
      select coalesce(w.member_id, l.member_id, h.member_id) as member_id, 'lots' as why
      from wallets w full join (${lotSums}) l on l.member_id = w.member_id
      full join (${holdSums}) h on h.member_id = coalesce(w.member_id, l.member_id)
      where w.member_id is null
        or (w.available, w.pending, w.held) is distinct from
           (coalesce(l.available, 0), coalesce(l.pending, 0), coalesce(h.held, 0))`,
  },
  {
    what: 'What returns have forgiven equals what is open of each',
    faults: `
      select coalesce(w.member_id, f.member_id) as member_id, 'forgiveness' as why
      from wallets w full join (${openForgiveness}) f on f.member_id = w.member_id
      where coalesce(w.forgiven, 0) <> coalesce(f.open, 0)
      union all
      select f.member_id, 'forgiveness of ' || f.transaction_id from forgiveness f
      where f.points is distinct from (
        select sum(j.amount) from journal j
        where j.member_id = f.member_id and j.transaction_id = f.transaction_id and j.from_account = 'forgiven')`,
  },
  {
    what: 'What has expired of the lots equals the journal, less what returns counted as taken back',
    faults: `
      select coalesce(l.member_id, j.member_id) as member_id, 'expired' as why
      from (${expiredSums}) l full join (${balances}) j on j.member_id = l.member_id
      where coalesce(l.expired, 0) <> coalesce(j.expired, 0)`,
  },
  {
    what: 'No wallet and no lot is below zero, no lot above what it was opened with',
    faults: `
      select member_id, 'wallet' as why from wallets where least(available, pending, held, debt, forgiven) < 0
      union all
      select member_id, 'lot ' || id from lots where remaining < 0 or remaining > amount`,
  },
];
