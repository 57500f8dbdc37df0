import type pg from 'pg';

/**
 * The same club as the one in `source`, in the tables of the naive design: `members` with two purchases of 200 points and
 * 50 points spent, two rules, three products, one location and one API key.
 */
export const seedNaive = async (client: pg.Client, members: number): Promise<void> => {
  await client.query(`
    insert into locations (code, currency) values ('bench', 'EUR');
    insert into products (sku, name, category) values
      ('B-1', 'House blend', 'coffee'), ('B-2', 'Cup', 'things'), ('B-3', 'Cheese', 'food');
    insert into rules (name, version, "pointsPerUnit", category, live) values
      ('1 point per euro', 1, 1, null, true), ('Coffee counts twice', 1, 1, 'coffee', true);
    create table crowd as select n, gen_random_uuid() as id, gen_random_uuid() as redemption from generate_series(1, ${members}) n;
    create temp table visits as select id as member_id, n, v, gen_random_uuid() as purchase, gen_random_uuid() as transaction
      from crowd, generate_series(1, 2) v;
    insert into members (id, "firstName", "lastName", status) select id, 'Anna', 'Novak', 'active' from crowd;
    insert into wallets ("memberId", available, status, version) select id, 350, 400, 3 from crowd;
    insert into purchases (id, "memberId", "locationId", "receiptNumber", "purchasedAt", "bookedAt", currency, gross, net, earned, explanation)
      select purchase, member_id, l.id, 'old-' || n || '-' || v, now(), now(), 'EUR', 20000, 18000, 200, '[]' from visits, locations l;
    insert into purchase_lines ("purchaseId", line, name, category, quantity, amount, net)
      select purchase, 0, 'House blend', 'coffee', 1, 20000, 18000 from visits;
    insert into rule_grants ("memberId", "ruleId", "purchaseId", points, "localDay")
      select member_id, r.id, purchase, 200, now()::date from visits, rules r where r.category is null;
    insert into points_transactions (id, "memberId", kind, "purchaseId", "bookedAt") select transaction, member_id, 'earn', purchase, now() from visits;
    insert into points_transactions (id, "memberId", kind, "bookedAt") select redemption, id, 'redeem', now() from crowd;
    insert into journal ("memberId", "transactionId", currency, "fromAccount", "toAccount", amount, "bookedAt")
      select member_id, transaction, currency, 'issued', account, 200, now()
      from visits, (values ('points', 'available'), ('status', 'status')) side(currency, account);
    insert into journal ("memberId", "transactionId", currency, "fromAccount", "toAccount", amount, "bookedAt")
      select id, redemption, 'points', 'available', 'redeemed', 50, now() from crowd;
    insert into lots ("memberId", "transactionId", amount, remaining)
      select member_id, transaction, 200, case v when 1 then 150 else 200 end from visits;`);
};

/** The key and the card numbers that the load uses. */
export const giveNaiveAccess = async (
  client: pg.Client,
  numbers: readonly string[],
  apiKeyHash: string,
): Promise<void> => {
  await client.query(`insert into api_keys ("secretHash", name) values ($1, 'bench')`, [apiKeyHash]);
  await client.query(
    `insert into cards (number, "memberId", status)
     select asked.number, crowd.id, 'active' from unnest($1::text[]) with ordinality asked(number, n) join crowd using (n)`,
    [numbers],
  );
  await client.query('drop table crowd');
};
