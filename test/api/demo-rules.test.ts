import { getPurchase, listCustomEvents } from '@regulars/contracts';
import type { FactName } from '@regulars/conditions';
import type { RuleContent } from '@regulars/contracts';
import { isOccasionEffect } from '@regulars/loyalty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadMorgenrot } from '../../apps/api/src/demo/load.ts';
import { earningRules } from '../../apps/api/src/demo/rules.ts';
import { CelebrateJob } from '../../apps/api/src/features/custom-events/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  const size = { members: 200, passersBy: 20, days: 400 };
  await loadMorgenrot(api.app, api.clock.now(), size, () => undefined);
  key = await makeKey(api);
});
afterAll(() => api.close());

/** What each template of the console asks; a rule that asks none of it is only of its kind. */
const templates: readonly (readonly [template: string, asks: readonly FactName[]])[] = [
  ['happy-hour', ['moment.weekday', 'moment.time']],
  ['first-purchase', ['member.purchases']],
  ['nth-visit', ['member.visits', 'member.last-purchase']],
  ['birthday', ['member.birthday']],
];
const kindOrTemplate = ({ when, effect }: RuleContent): string => {
  const asked = JSON.stringify(when);
  const found = templates.find(([, facts]) => facts.every((fact) => asked.includes(`"${fact}"`)));
  return found?.[0] ?? effect.kind;
};

it('ten kinds and templates of the demo give points in at least 1 % of the purchases each, and receipts say so', async () => {
  const given = await rowsOf<{ name: string; share: number; purchase: string }>(
    api,
    `select v.content->'name'->>'en' as name, min(g.purchase_id::text) as purchase,
       count(distinct g.purchase_id)::float / (select count(*) from purchases where member_id is not null) as share
     from rule_grants g join earning_rule_versions v on v.rule_id = g.rule_id and v.version = g.rule_version group by 1`,
  );
  const rules = earningRules({ set: '', table: '', tier: '' }).filter(
    ({ effect }) => !isOccasionEffect(effect),
  );
  expect(given.map(({ name }) => name).sort()).toEqual(rules.map(({ name }) => name.en).sort());
  expect([...new Set(rules.map(kindOrTemplate))].sort()).toEqual([
    'amount-bands',
    'birthday',
    'first-purchase',
    'fixed-points',
    'happy-hour',
    'multiplier',
    'nth-visit',
    'points-per-money',
    'points-per-unit',
    'rate-table',
  ]);
  expect(given.filter(({ share }) => share < 0.01)).toEqual([]);
  const client = api.client({ apiKey: key });
  for (const { name, purchase } of given) {
    const { explanation } = await client.call(getPurchase, { params: { id: purchase } });
    expect(explanation.filter(({ points }) => points > 0).map(({ title }) => title)).toContain(name);
  }
});

it.each([
  ['birthday', '@birthday', 50],
  ['joined_at', '@anniversary', 25],
])('the demo gives points for the day of %s', async (column, type, earned) => {
  const [first] = await rowsOf<{ id: string; day: string }>(
    api,
    `select id, to_char(${column}, 'MM-DD') as day from members
     where status = 'active' and ${column} < '2026-01-01' and to_char(${column}, 'MM-DD') <> '02-29' order by id limit 1`,
  );
  api.clock.set(`2027-${first?.day ?? ''}T12:00:00+01:00`);
  await api.app.get(CelebrateJob).run();
  const { data } = await api.client({ apiKey: key }).call(listCustomEvents, { query: { member: first?.id } });
  expect(data.filter((event) => event.type === type)).toMatchObject([{ points: { earned } }]);
});

it('unknown goods of a new member earn by the base rule only', async () => {
  const { id: memberId } = await makeMember(api);
  const { points, explanation } = await new Till(api, key, 'vienna-1').sell(memberId, {
    lines: [{ sku: 'X-1', name: 'Something else', category: 'unknown', quantity: 1, unitPrice: 5000 }],
  });
  expect(points?.earned).toBe(50);
  expect(explanation.filter((line) => line.points > 0)).toHaveLength(1);
});

it('members of the demo brought friends: some are paid, some wait, and one is in review', async () => {
  const found = await rowsOf<{ state: string }>(api, 'select distinct state from referrals order by 1');
  expect(found.map(({ state }) => state)).toEqual(['open', 'paid', 'review']);
});
