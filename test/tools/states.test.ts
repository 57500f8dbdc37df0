import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What people make with the API. Tests make it in the same way, or with `test/support/makers`. */
const madeByTheApi = new Set([
  'accounts',
  'api_keys',
  'approvals',
  'cards',
  'clubs',
  'consents',
  'earning_rules',
  'earning_rule_versions',
  'exports',
  'imports',
  'legal_versions',
  'links',
  'locations',
  'mails',
  'member_bulks',
  'member_tiers',
  'members',
  'merge_requests',
  'products',
  'purchase_lines',
  'purchases',
  'rewards',
  'sessions',
  'staff_roles',
  'terms_acceptances',
  'tiers',
  'vouchers',
]);

const older = 'older versions made it';
const newer = 'newer versions made it';
const everyState = 'a list is sorted by values and states that are equal in several rows';
const many = 'the API would need minutes for so many';
const overtaken = 'another session changes it in the middle of a request';
const refused = 'the database refuses it';
const empty = 'in an empty club nobody may call the API';

/**
 * The tests that write to these tables by SQL all the same, and why. Migrations start with the data of older versions.
 */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'test/api/closing.test.ts': { members: 'an erasure comes before the mail is sent' },
  'test/api/condition-facts.test.ts': { earning_rule_versions: newer },
  'test/api/explanations.test.ts': { purchases: older },
  'test/api/legal.test.ts': { legal_versions: refused },
  'test/api/member-bulks.test.ts': { member_bulks: 'a killed process leaves it' },
  'test/api/members-list-many.test.ts': { members: many },
  'test/api/members-list.test.ts': { members: many },
  'test/api/members.test.ts': { members: older },
  'test/api/returned-conditions.test.ts': { purchases: older },
  'test/api/rule-conditions.test.ts': { earning_rule_versions: newer },
  'test/api/sale-conditions.test.ts': { purchases: many, purchase_lines: many },
  'test/api/sales.test.ts': { purchases: many, purchase_lines: many },
  'test/api/sorted-lists.test.ts': {
    approvals: everyState,
    imports: everyState,
    mails: everyState,
    merge_requests: everyState,
    purchases: many,
  },
  'test/api/terms-notices.test.ts': { terms_acceptances: 'the job starts before the API can be asked' },
  'test/api/time-limits.test.ts': { member_tiers: 'the job has never reviewed it' },
  'test/attacks/invitations.test.ts': { accounts: older, links: older, staff_roles: older },
  'test/attacks/name-tricks.test.ts': { clubs: older, locations: older, products: older },
  'test/attacks/old-passwords.test.ts': { accounts: overtaken },
  'test/faults/shop.ts': { accounts: empty, api_keys: empty, sessions: empty, staff_roles: empty },
  'test/portal/console-conditions.test.ts': { earning_rule_versions: newer },
};

const write =
  /\b(?:insert\s+into\s+(\w+)|delete\s+from\s+(\w+)|update\s+(\w+)(?:\s+(?:as\s+)?\w+)?\s+set\b)/gi;
const writtenIn = (text: string): string[] =>
  [...text.matchAll(write)]
    .map(([, inserted, deleted, updated]) => inserted ?? deleted ?? updated ?? '')
    .filter((table) => madeByTheApi.has(table));

it('finds every statement that writes', () => {
  const text = `insert into members (id) values (1); update accounts a set x = 1; update cards set x = 1;
    delete from sessions; select from clubs; update heard set x = 1`;
  expect(writtenIn(text)).toEqual(['members', 'accounts', 'cards', 'sessions']);
});

it('tests make by the API what the API can make', () => {
  const files = globSync('test/{api,attacks,faults,portal,support}/**/*.ts', { cwd: root });
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
