import type pg from 'pg';

/** The history of each member: two purchases of 200 points, and 50 points spent. */
const step = { purchases: 2, each: 200, spent: 50 };

const people = `
  create temp table crowd as
    select n, uuidv7(interval '-400 days') as id, uuidv7(-spent) as redemption, date_trunc('second', now()) - spent as redeemed_at
    from generate_series(1, $members) n, lateral (select $spent as spent) as visit;
  create temp table visits as
    select c.n, c.id as member_id, v, date_trunc('second', now()) - age as at, uuidv7(-age) as purchase,
           uuidv7(-age) as transaction, uuidv7(-age) as lot
    from crowd c, generate_series(1, ${step.purchases}) v, lateral (select $age as age) as visit;
  analyze crowd; analyze visits;
  insert into members (id, external_id, email, first_name, last_name, language, joined_at)
    select id, 'b-' || n, 'member' || n || '@example.org',
      (array['Anna','Ben','Clara','David','Eva','Felix','Greta','Hugo'])[1 + n % 8],
      (array['Novak','Gruber','Huber','Svoboda','Mayer','Wagner','Dvorak','Bauer','Pichler'])[1 + n % 9], 'en', now() - interval '400 days'
    from crowd;
  insert into cards (id, member_id, number, reference, issued_at)
    select gen_random_uuid(), id, number || luhn_digit(number), md5(n::text), now() - interval '400 days'
    from (select n, id, '4021' || lpad((n * 9173::bigint % 99999999977)::text, 11, '0') as number from crowd) numbered;`;

const purchases = `
  insert into purchases (id, member_id, location_id, receipt_number, purchased_at, booked_at, currency, gross, net, earned,
      transaction_id, actor_kind)
    select purchase, member_id, $location, 'old-' || n || '-' || v, at, at, 'EUR', ${step.each * 100}, ${step.each * 90}, ${step.each},
      transaction, 'system' from visits;
  insert into purchase_lines (purchase_id, line, name, category, kind, quantity, amount, net, tax_rate)
    select purchase, 0, 'House blend', 'coffee', 'goods', 1, ${step.each * 100}, ${step.each * 90}, 10 from visits;
  insert into rule_grants (member_id, rule_id, purchase_id, rule_version, points, local_day)
    select member_id, $rule, purchase, 1, ${step.each}, at::date from visits;`;

const points = `
  insert into wallets (member_id, available, status, version, next_due_at, last_activity_at)
    select id, ${step.purchases * step.each - step.spent}, ${step.purchases * step.each}, 3, date_trunc('second', now()) + interval '300 days', redeemed_at from crowd;
  insert into points_transactions (member_id, id, kind, effective_at, booked_at, cause, purchase_id, actor_kind)
    select member_id, transaction, 'earn', at, at, jsonb_build_object('kind', 'purchase', 'purchaseId', purchase), purchase, 'system' from visits;
  insert into points_transactions (member_id, id, kind, effective_at, booked_at, cause, reason, actor_kind)
    select id, redemption, 'redeem', redeemed_at, redeemed_at, '{"kind": "redemption", "reason": "gift"}', 'gift', 'system' from crowd;
  insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
    select member_id, transaction, currency, 'issued', account, ${step.each}, at, at
    from visits, (values ('points', 'available'), ('status', 'status')) as side(currency, account);
  insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
    select id, redemption, 'points', 'available', 'redeemed', ${step.spent}, redeemed_at, redeemed_at from crowd;
  insert into lots (member_id, id, transaction_id, amount, remaining, released, available_at, expires_at, earned_at, awarded_at)
    select member_id, lot, transaction, ${step.each}, ${step.each} - case v when 1 then ${step.spent} else 0 end, true, at,
      date_trunc('second', now()) + interval '300 days', at, at from visits;
  insert into takings (member_id, transaction_id, lot_id, points)
    select c.id, c.redemption, v.lot, ${step.spent} from crowd c join visits v on v.n = c.n and v.v = 1;`;

/** The richest lot of the club, so that one member can redeem through a whole run. */
const hotSaver = `
  with saver as (select id from crowd where n = 2), extra as (select 10000000::bigint as points),
    posted as (insert into points_transactions (member_id, id, kind, effective_at, booked_at, reason, actor_kind)
      select id, uuidv7(), 'adjust', now(), now(), 'bench', 'system' from saver returning member_id, id),
    moved as (insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
      select member_id, id, 'points', 'adjusted', 'available', points, now(), now() from posted, extra),
    opened as (insert into lots (member_id, id, transaction_id, amount, remaining, released, available_at, expires_at, earned_at, awarded_at)
      select member_id, uuidv7(), id, points, points, true, now(), date_trunc('second', now()) + interval '200 days', now(), now() from posted, extra)
  update wallets w set available = available + extra.points, next_due_at = date_trunc('second', now()) + interval '200 days' from saver, extra where w.member_id = saver.id`;

const luhn = `
  create function pg_temp.luhn_digit(digits text) returns text language sql immutable as $$
    select ((10 - sum(case when (length(digits) - at) % 2 = 0 then d * 2 - case when d > 4 then 9 else 0 end else d end) % 10) % 10)::text
    from (select at, substr(digits, at, 1)::int as d from generate_series(1, length(digits)) at) signs
  $$`;

/**
 * How long ago a purchase and the redemption after the first one were: all at the same moments, or over a year, in the order of their
 * numbers.
 */
const ages = {
  'two-moments': { bought: 'make_interval(days => 120 - 40 * v)', spent: `interval '30 days'` },
  year: {
    bought: `(182 * (2 - v) + 182 * (abs(hashtext(c.n || '-' || v)) % 10000) / 10000.0) * interval '1 day'`,
    spent: `180 * (abs(hashtext('spent-' || n)) % 10000) / 10000.0 * interval '1 day'`,
  },
};

export interface Crowd {
  readonly members: number;
  readonly spread?: keyof typeof ages;
  readonly locationId: string;
  readonly ruleId: string;
}

/** Fills the empty club with members who have a history: journal, lots and wallets agree, as the audit counts. */
export const seedMembers = async (
  client: pg.Client,
  { members, locationId, ruleId, spread = 'two-moments' }: Crowd,
): Promise<void> => {
  await client.query(luhn);
  await client.query(`set maintenance_work_mem = '256MB'; set work_mem = '64MB'`);
  await client.query(
    people
      .replaceAll('$members', String(members))
      .replaceAll('$age', ages[spread].bought)
      .replaceAll('$spent', ages[spread].spent)
      .replaceAll('luhn_digit', 'pg_temp.luhn_digit'),
  );
  // The generated rows satisfy the foreign keys. Checking 200,000 of them one by one would take longer than writing
  // them.
  await client.query('set session_replication_role = replica');
  await client.query(
    purchases
      .replaceAll('$location', client.escapeLiteral(locationId))
      .replaceAll('$rule', client.escapeLiteral(ruleId)),
  );
  await client.query('set session_replication_role = origin');
  await client.query(points);
  await client.query(hotSaver);
};
