import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The tables of the product: `npm run generate` checks these lists against the database. */
const productTables = new Set(
  globSync('apps/api/src/{features/*/index,platform/platform.module}.ts', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replaceAll(/\n\/\/ {2,}/g, ' ');
    const [, names = ''] = /^\/\/ In the database: (.*)\.$/m.exec(text) ?? [];
    return names.split(', ').filter((name) => name !== '' && !name.endsWith('()'));
  }),
);

const older = 'older versions made it';
const newer = 'newer versions made it';
const everyState = 'a list is sorted by values and states that are equal in several rows';
const many = 'the API would need minutes for so many';
const overtaken = 'another session changes it in the middle of a request';
const refused = 'the database refuses it';
const empty = 'in an empty club nobody may call the API';
const wrong = 'it is made wrong: a check or a job must find it';
const aged = 'a deadline of months or years passed for it';
const broken = 'no event of the product fails';
const again = 'an event comes again, as after a crash';
const rights = 'it is about the rights of a role of the database';
const outside = 'events of the outbox come from any transaction, also a slow or a foreign one';
const away = 'any purchases may go away, as with an import that is undone';
const unrun = 'the text is read, not run';
/** A statement whose table is a value. */
const anyTable = '${…}';

/**
 * The tests that write to these tables by SQL, and why. All other states are made by the API or a maker. Migrations
 * start with the data of older versions.
 */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'test/api/audit.test.ts': { audit_entries: `${older}, and ${refused}` },
  'test/api/closing.test.ts': { members: 'an erasure comes before the mail is sent' },
  'test/api/condition-facts.test.ts': { earning_rule_versions: newer },
  'test/api/connection-lost.test.ts': { attempts: 'it is about transactions, and any table does' },
  'test/api/day-sums.test.ts': {
    buyer_spans: wrong,
    member_days: wrong,
    members: 'any members may come at any past moment, and go away, as with an import that is undone',
    points_days: wrong,
    purchase_lines: away,
    purchase_returns: away,
    purchases: away,
    rule_grants: away,
    sale_effects: away,
    sales_days: wrong,
  },
  'test/api/database-roles.test.ts': {
    audit_entries: rights,
    journal: rights,
    members: rights,
    outbox: rights,
    points_transactions: rights,
    takings: rights,
    [anyTable]: rights,
  },
  'test/api/erasure-races.test.ts': { member_facts_rebuild: older },
  'test/api/explanations.test.ts': { points_transactions: older, purchases: older },
  'test/api/failing-rules.test.ts': { earning_rule_versions: newer },
  'test/api/hot-path-plans.test.ts': { cards: many, member_facts: many, members: many, wallets: many },
  'test/api/kill.test.ts': { budget_shards: wrong, redemptions: wrong, rewards: wrong, wallets: wrong },
  'test/api/legal.test.ts': { legal_versions: refused },
  'test/api/member-facts.test.ts': {
    due_facts: 'triggers write it',
    member_facts: wrong,
    member_facts_rebuild: older,
  },
  'test/api/members-list-many.test.ts': { member_facts: many, members: many, wallets: many },
  'test/api/members-list.test.ts': { member_facts: many, members: many },
  'test/api/members.test.ts': { members: older },
  'test/api/noted-replies.test.ts': { idempotency_keys: older },
  'test/api/phone-codes.test.ts': { members: 'only the demo makes invented people' },
  'test/api/points-concurrency.test.ts': { idempotency_keys: overtaken },
  'test/api/points-core.test.ts': { lots: wrong, wallets: wrong, [anyTable]: refused },
  'test/api/points-time.test.ts': { wallets: wrong },
  'test/api/product-sets.test.ts': { product_sets: many },
  'test/api/report-pool.test.ts': { idempotency_keys: refused },
  'test/api/retention.test.ts': {
    event_consumers: aged,
    event_failures: aged,
    event_log: aged,
    event_relay: aged,
    idempotency_keys: aged,
  },
  'test/api/returned-conditions.test.ts': { purchases: older },
  'test/api/rule-conditions.test.ts': { earning_rule_versions: newer },
  'test/api/sale-conditions.test.ts': { purchase_lines: many, purchases: many },
  'test/api/sales.test.ts': { purchase_lines: many, purchases: many },
  'test/api/sorted-lists.test.ts': {
    approvals: everyState,
    audit_entries: everyState,
    event_failures: everyState,
    imports: everyState,
    mails: everyState,
    merge_requests: everyState,
    purchases: many,
  },
  'test/api/subscriptions-failures.test.ts': { outbox: 'a newer version published it' },
  'test/api/subscriptions.test.ts': { outbox: outside },
  'test/api/survey-results.test.ts': { event_consumers: again },
  'test/api/terms-notices.test.ts': { terms_acceptances: 'the job starts before the API can be asked' },
  'test/api/time-limits.test.ts': { member_tiers: 'the job has never reviewed it' },
  'test/api/unreadable-rows.test.ts': { challenges: newer, coupons: newer, offers: newer },
  'test/attacks/invitations.test.ts': { accounts: older, links: older, staff_roles: older },
  'test/attacks/lock-out.test.ts': {
    attempts: 'delays run by the clock of the database, which no test moves',
  },
  'test/attacks/name-tricks.test.ts': { clubs: older, locations: older, products: older },
  'test/attacks/old-passwords.test.ts': { accounts: overtaken },
  'test/faults/event-consumer.mjs': {
    event_consumers: 'the process stores its position too late, on purpose',
  },
  'test/faults/events.ts': { outbox: outside },
  'test/faults/shop.ts': { accounts: empty, api_keys: empty, sessions: empty, staff_roles: empty },
  'test/portal/console-conditions.test.ts': { earning_rule_versions: newer },
  'test/portal/console-lists.test.ts': { event_failures: broken },
  'test/portal/event-types.test.ts': {
    custom_event_types: 'a type cannot be deleted, and one test begins without types',
  },
  'test/support/conditions/stored-rows.ts': {
    [anyTable]: 'conditions are compared on random rows, also such as no sale makes',
  },
  'test/support/conditions/random-dealings.ts': {
    member_facts: 'conditions are compared on random figures, also such as no club makes',
  },
  'test/support/facts.ts': { member_facts_rebuild: older },
  'test/support/makers/survey-answers.ts': { survey_answers: many, survey_responses: many },
  'test/support/nonsense/club.ts': { attempts: 'a limit of attempts would look like a change' },
  'test/tools/backup.test.ts': {
    accounts: 'PostgreSQL must not log a refused row',
    purchases: wrong,
    wallets: wrong,
  },
  'test/tools/sql-references.test.ts': {
    holds: unrun,
    import_lines: unrun,
    lots: unrun,
    purchases: unrun,
    vouchers: unrun,
  },
  'test/tools/states.test.ts': {
    accounts: unrun,
    cards: unrun,
    members: unrun,
    products: unrun,
    sessions: unrun,
    tasks: unrun,
    [anyTable]: unrun,
  },
};

const name = String.raw`(\w+|\$\{[^}]*\})`;
const write = new RegExp(
  String.raw`\b(?:insert\s+into\s+${name}|delete\s+from\s+${name}|truncate\s+(?:table\s+)?${name}|` +
    String.raw`update\s+${name}(?:\s+(?:as\s+)?\w+)?\s+set\b|copy\s+${name}(?:\s*\([^)]*\))?\s+from\b)`,
  'gi',
);
const writtenIn = (text: string): string[] =>
  [...text.matchAll(write)]
    .map(([, ...names]) => names.find((each) => each !== undefined) ?? '')
    .map((each) => (each.startsWith('$') ? anyTable : each))
    .filter((table) => table === anyTable || productTables.has(table));

it('knows the tables of the product', () => {
  expect(productTables.size).toBeGreaterThan(80);
  expect(productTables).toContain('challenges');
  expect(productTables).toContain('attempts');
});

it('finds every statement that writes', () => {
  const text = `insert into members (id) values (1); update accounts a set x = 1; update cards set x = 1;
    delete from sessions; select from clubs; update heard set x = 1; truncate tasks; copy products (sku) from stdin;
    insert into ${anyTable} select 1`;
  expect(writtenIn(text)).toEqual([
    'members',
    'accounts',
    'cards',
    'sessions',
    'tasks',
    'products',
    anyTable,
  ]);
});

it('tests make their states by the API', () => {
  const files = globSync('test/{api,attacks,faults,portal,support,tools}/**/*.{ts,mjs}', { cwd: root });
  const tablesOf = (file: string): string[] =>
    [...new Set(writtenIn(readFileSync(join(root, file), 'utf8')))].sort();
  const writing = Object.fromEntries(
    files.map((file) => [file, tablesOf(file)] as const).filter(([, tables]) => tables.length > 0),
  );
  const excepted = Object.fromEntries(
    Object.entries(exceptions).map(([file, tables]) => [file, Object.keys(tables).sort()] as const),
  );
  expect(writing).toEqual(excepted);
});
