import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Ledger } from './ledger.ts';
import { auditRewards, nothingOfRewards } from './reward-checks.ts';

interface MemberRow {
  member_id: string;
  available: string;
  pending: string;
  held: string;
  debt: string;
  journal_available: string;
  journal_pending: string;
  journal_held: string;
  holds: string;
  released: string;
  waiting: string;
}

const purchases = `
  select receipt_number, id, member_id, gross, earned,
    (select coalesce(sum(amount), 0) from journal j where j.member_id = p.member_id and j.transaction_id = p.transaction_id
       and j.currency = 'points' and j.from_account = 'issued') as issued
  from purchases p`;
const redemptions = `
  select t.id, t.member_id,
    (select coalesce(sum(amount), 0) from journal j where j.member_id = t.member_id and j.transaction_id = t.id
       and j.to_account = 'redeemed') as points,
    (select coalesce(sum(points), 0) from takings k where k.member_id = t.member_id and k.transaction_id = t.id) as taken
  from points_transactions t where t.kind = 'redeem' and not exists (
    select 1 from redemptions d where d.member_id = t.member_id and d.transaction_id = t.id)`;
const members = `
  select w.member_id, w.available, w.pending, w.held, w.debt,
    coalesce(j.available, 0) as journal_available, coalesce(j.pending, 0) as journal_pending, coalesce(j.held, 0) as journal_held,
    (select coalesce(sum(h.points), 0) from holds h where h.member_id = w.member_id and h.state = 'active') as holds,
    coalesce(l.released, 0) as released, coalesce(l.waiting, 0) as waiting
  from wallets w
  left join (
    select member_id,
      sum(case 'available' when to_account then amount when from_account then -amount else 0 end) as available,
      sum(case 'pending' when to_account then amount when from_account then -amount else 0 end) as pending,
      sum(case 'held' when to_account then amount when from_account then -amount else 0 end) as held
    from journal where currency = 'points' group by member_id
  ) j using (member_id)
  left join (
    select member_id, sum(remaining) filter (where released) as released, sum(remaining) filter (where not released) as waiting
    from lots group by member_id
  ) l using (member_id)`;
const discounts = `select id, (terms #>> '{limits,total}')::int as total from coupons
    union all select id, (terms #>> '{limits,total}')::int from offers`;
const discountsOfCheckout =
  "jsonb_array_length(c.priced->'applied') + jsonb_array_length(c.priced->'offers')";
const nothingOf: Record<string, string> = {
  'wallets below zero': 'select 1 from wallets where least(available, pending, held, debt) < 0',
  'lots below zero or above what they were': 'select 1 from lots where remaining < 0 or remaining > amount',
  'receipts that count twice':
    'select 1 from purchases group by location_id, receipt_number having count(*) > 1',
  'journal rows without a transaction':
    'select 1 from journal j where not exists (select 1 from points_transactions t where t.member_id = j.member_id and t.id = j.transaction_id)',
  'transactions without journal rows':
    'select 1 from points_transactions t where not exists (select 1 from journal j where j.member_id = t.member_id and j.transaction_id = t.id)',
  'counters of coupons and offers that differ from what was redeemed and is held': `
    select 1 from (${discounts}) d where (select coalesce(sum(s.used), 0) from budget_shards s where s.budget_id = d.id)
      <> (select count(*) from discount_redemptions r where r.discount_id = d.id and r.state = 'redeemed')
        + (select count(*) from discount_holds h where h.discount_id = d.id)`,
  'coupons and offers that were redeemed or are held too often': `
    select 1 from (${discounts}) d where d.total < (select sum(s.used) from budget_shards s where s.budget_id = d.id)`,
  'holds without a reserved checkout': `
    select 1 from discount_holds h where not exists (
      select 1 from checkouts c where c.id = h.checkout_id and c.state = 'reserved' and c.expires_at = h.expires_at)`,
  'reserved checkouts that do not hold their coupons and offers': `
    select 1 from checkouts c where c.state = 'reserved' and c.expires_at > now()
      and ${discountsOfCheckout} <> (select count(*) from discount_holds h where h.checkout_id = c.id)`,
  'completed checkouts without their coupons and offers': `
    select 1 from checkouts c where c.state = 'completed'
      and ${discountsOfCheckout} <> (select count(*) from discount_redemptions r where r.purchase_id = c.purchase_id)`,
  'points that are held without a reserved checkout': `
    select 1 from holds h where h.state = 'active' and not exists (
      select 1 from checkouts c where c.hold_id = h.id and c.state = 'reserved' and c.expires_at = h.expires_at)
      and not exists (select 1 from reward_holds r where r.points_hold_id = h.id and r.held_until = h.expires_at)`,
  'reserved checkouts that do not hold their points': `
    select 1 from checkouts c where c.state = 'reserved' and c.expires_at > now()
      and coalesce((c.priced->'pointsPaid'->>'points')::int, 0)
        <> (select coalesce(sum(h.points), 0) from holds h where h.id = c.hold_id and h.state = 'active')`,
  'completed checkouts without their points': `
    select 1 from checkouts c where c.state = 'completed'
      and coalesce((c.priced->'pointsPaid'->>'points')::int, 0)
        <> (select coalesce(sum(y.points), 0) from points_payments y where y.purchase_id = c.purchase_id)`,
  'payments that differ from their postings': `
    select 1 from points_payments y join purchases p on p.id = y.purchase_id where y.points <> (
      select coalesce(sum(j.amount), 0) from journal j join points_transactions t on t.member_id = j.member_id and t.id = j.transaction_id
      where j.member_id = p.member_id and j.to_account = 'redeemed' and t.purchase_id = p.id)`,
  'codes for one use that are held without a reserved checkout': `
    select 1 from coupon_codes k where k.held_by is not null and not exists (
      select 1 from checkouts c where c.id = k.held_by and c.state = 'reserved' and c.expires_at = k.held_until)`,
  'codes for one use that are not used by the checkouts that name them': `
    select 1 from checkouts c cross join lateral jsonb_array_elements(c.priced->'applied') a
    where c.state = 'completed' and a ? 'unique' and not exists (
      select 1 from coupon_codes k where k.purchase_id = c.purchase_id and k.used_at is not null and k.coupon_id = (a->>'id')::uuid)`,
  'codes for one use that are used without a checkout': `
    select 1 from coupon_codes k where k.used_at is not null and not exists (
      select 1 from checkouts c where c.purchase_id = k.purchase_id and c.state = 'completed')`,
  'purchases without lines':
    'select 1 from purchases p where not exists (select 1 from purchase_lines l where l.purchase_id = p.id)',
  ...nothingOfRewards,
};

/** Compares the database, with separate SQL and sums, with the answers that the tills got. Resolves to the faults. */
export const auditBooks = async (databaseUrl: string, ledger: Ledger): Promise<string[]> => {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    return [
      ...(await auditPurchases(database, ledger)),
      ...(await auditRedemptions(database, ledger)),
      ...(await auditCodes(database, ledger)),
      ...(await auditRewards(database, ledger)),
      ...(await auditMembers(database, ledger)),
      ...(await auditBudgets(database, ledger)),
      ...(await auditNothing(database)),
      ...(await auditTrails(database, ledger)),
    ];
  } finally {
    await database.end();
  }
};

const auditPurchases = async (database: pg.Client, ledger: Ledger): Promise<string[]> => {
  const { rows } = await database.query<Record<string, string>>(purchases);
  const stored = new Map(rows.map((row) => [row['receipt_number'], row]));
  const wrong = ledger.sales.flatMap(({ receipt, id, memberId, amount, points }) => {
    const row = stored.get(receipt);
    if (!row) return `acknowledged, but not there: ${receipt}`;
    const asTold = [id, memberId, amount, points, points].join(' ');
    const asStored = [row['id'], row['member_id'], row['gross'], row['earned'], row['issued']].join(' ');
    return asTold === asStored ? [] : `${receipt}: told ${asTold}, stored ${asStored}`;
  });
  const told = ledger.sales.length;
  return rows.length === told ? wrong : [...wrong, `${told} purchases were told, ${rows.length} are stored`];
};

const auditRedemptions = async (database: pg.Client, ledger: Ledger): Promise<string[]> => {
  const { rows } = await database.query<Record<string, string>>(redemptions);
  const stored = new Map(rows.map((row) => [row['id'], row]));
  const wrong = ledger.redemptions.flatMap(({ id, memberId, points }) => {
    const row = stored.get(id);
    if (!row) return `acknowledged, but not there: redemption ${id}`;
    const asTold = [memberId, points, points].join(' ');
    const asStored = [row['member_id'], row['points'], row['taken']].join(' ');
    return asTold === asStored ? [] : `redemption ${id}: told ${asTold}, stored ${asStored}`;
  });
  const told = ledger.redemptions.length;
  return rows.length === told
    ? wrong
    : [...wrong, `${told} redemptions were told, ${rows.length} are stored`];
};

/** Codes that tills redeemed without a purchase: each once, in the state that was told. */
const auditCodes = async (database: pg.Client, { codes }: Ledger): Promise<string[]> => {
  const { rows } = await database.query<{ id: string; state: string }>(
    'select id, state from discount_redemptions where purchase_id is null',
  );
  const stored = new Map(rows.map(({ id, state }) => [id, state]));
  const wrong = codes.flatMap(({ id, state }) =>
    stored.get(id) === state ? [] : `code ${id}: told ${state}, stored ${stored.get(id) ?? 'nothing'}`,
  );
  return rows.length === codes.length
    ? wrong
    : [...wrong, `${codes.length} codes were told, ${rows.length} are stored`];
};

const auditMembers = async (database: pg.Client, ledger: Ledger): Promise<string[]> => {
  const own = new Map<string, number>();
  const move = (memberId: string, points: number): void =>
    void own.set(memberId, (own.get(memberId) ?? 0) + points);
  for (const { memberId, points, paid = 0, spent = 0 } of ledger.sales) move(memberId, points - paid - spent);
  for (const { memberId, points } of ledger.redemptions) move(memberId, -points);
  const { rows } = await database.query<MemberRow>(members);
  return rows.flatMap((row) => {
    const sums = {
      own: own.get(row.member_id) ?? 0,
      wallet: Number(row.available) + Number(row.pending) + Number(row.held) - Number(row.debt),
      journal: Number(row.journal_available) + Number(row.journal_pending) + Number(row.journal_held),
      lots: Number(row.released) + Number(row.waiting) + Number(row.holds),
    };
    const agree =
      new Set(Object.values(sums)).size === 1 &&
      row.available === row.released &&
      row.pending === row.waiting &&
      row.held === row.journal_held &&
      row.available === row.journal_available;
    return agree ? [] : `member ${row.member_id}: ${JSON.stringify({ ...sums, ...row })}`;
  });
};

/** Together, all purchases got what was due, or all that the smallest budget had; and each budget counted that. */
const auditBudgets = async (database: pg.Client, { sales: sold }: Ledger): Promise<string[]> => {
  const { rows } = await database.query<{ id: string; points: string; used: string }>(
    `select b.id, b.points, (select coalesce(sum(s.used), 0) from budget_shards s where s.budget_id = b.id) as used
     from shared_budgets b`,
  );
  const given = sold.reduce((sum, { points }) => sum + points, 0);
  const due = sold.reduce((sum, { amount }) => sum + Math.floor(amount / 100), 0);
  const wanted = Math.min(due, ...rows.map(({ points }) => Number(points)));
  return [
    ...(given === wanted ? [] : [`${given} points were given, not ${wanted}`]),
    ...rows.flatMap(({ id, used }) =>
      Number(used) === given ? [] : [`the budget ${id} counted ${used} points, ${given} were given`],
    ),
  ];
};

const auditNothing = async (database: pg.Client): Promise<string[]> => {
  const wrong: string[] = [];
  for (const [what, sql] of Object.entries(nothingOf)) {
    const { rowCount } = await database.query(sql);
    if (rowCount !== 0) wrong.push(`${rowCount} ${what}`);
  }
  return wrong;
};

/** Each posting has one reply and one event of its kind, and every event was relayed. */
const auditTrails = async (database: pg.Client, ledger: Ledger): Promise<string[]> => {
  const count = async (sql: string): Promise<number> =>
    Number((await database.query<{ count: string }>(sql)).rows[0]?.count);
  const pieces = ledger.checkouts.flatMap(({ vouchers = [] }) => vouchers).length;
  const pairs: [string, number, number][] = [
    ['replies under keys', await count('select count(*) from idempotency_keys'), ledger.acknowledged],
    [
      'events purchase.recorded',
      await count(`select count(*) from events where name = 'purchase.recorded'`),
      ledger.sales.length,
    ],
    [
      'events points.redeemed',
      await count(`select count(*) from events where name = 'points.redeemed'`),
      ledger.redemptions.length + ledger.checkouts.filter(({ paid = 0 }) => paid > 0).length + pieces,
    ],
    [
      'events voucher.issued',
      await count(`select count(*) from events where name = 'voucher.issued'`),
      pieces,
    ],
    [
      'completed checkouts',
      await count(`select count(*) from checkouts where state = 'completed'`),
      ledger.checkouts.length,
    ],
    [
      'cancelled checkouts',
      await count(`select count(*) from checkouts where state = 'cancelled'`),
      ledger.cancellations,
    ],
    [
      'events checkout.reserved',
      await count(`select count(*) from events where name = 'checkout.reserved'`),
      ledger.reservations,
    ],
    [
      'events checkout.cancelled',
      await count(`select count(*) from events where name = 'checkout.cancelled'`),
      ledger.cancellations,
    ],
    ['events that wait', await untilRelayed(() => count('select count(*) from outbox')), 0],
  ];
  return pairs.flatMap(([what, found, wanted]) =>
    found === wanted ? [] : `${found} ${what}, not ${wanted}`,
  );
};

const untilRelayed = async (waiting: () => Promise<number>): Promise<number> => {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await waiting()) === 0) return 0;
    await pause(100);
  }
  return waiting();
};
