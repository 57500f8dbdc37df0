import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What people make with the API. Tests make it in the same way, or with `test/support/makers`. */
const madeByTheApi = new Set([
  'accounts',
  'api_keys',
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

/** The tests that write to these tables by SQL all the same, and why. Migrations start with the data of older versions. */
const exceptions: Readonly<Record<string, string>> = {
  'test/api/account-opening.test.ts': 'the undo of an import removes a member completely',
  'test/api/closing.test.ts': 'an erasure comes before the mail is sent',
  'test/api/condition-facts.test.ts': newer,
  'test/api/erasure-races.test.ts': 'a consumer of events writes it',
  'test/api/explanations.test.ts': older,
  'test/api/hot-path-plans.test.ts': many,
  'test/api/legal.test.ts': refused,
  'test/api/member-bulks.test.ts': 'a killed process leaves it',
  'test/api/members-list-many.test.ts': many,
  'test/api/members-list.test.ts': many,
  'test/api/members.test.ts': older,
  'test/api/points-concurrency.test.ts': overtaken,
  'test/api/returned-conditions.test.ts': older,
  'test/api/rule-conditions.test.ts': newer,
  'test/api/sale-conditions.test.ts': many,
  'test/api/sales.test.ts': many,
  'test/api/sorted-lists.test.ts': everyState,
  'test/api/terms-notices.test.ts': 'the job starts before the API can be asked',
  'test/api/time-limits.test.ts': 'the job has never reviewed it',
  'test/attacks/invitations.test.ts': older,
  'test/attacks/name-tricks.test.ts': older,
  'test/attacks/old-passwords.test.ts': overtaken,
  'test/faults/shop.ts': 'in an empty club nobody may call the API',
  'test/portal/console-conditions.test.ts': newer,
  'test/portal/console-lists.test.ts': everyState,
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
  const writing = files.filter((file) => writtenIn(readFileSync(join(root, file), 'utf8')).length > 0);
  const excepted = Object.keys(exceptions).filter((file) => existsSync(join(root, file)));
  expect(writing.sort()).toEqual(excepted.sort());
});
