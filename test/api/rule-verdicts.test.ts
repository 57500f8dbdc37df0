import type { Location, Purchase } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, timesOn, type Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let till: Till;
let other: Location;

beforeAll(async () => {
  ({ api, key, till } = await openRuleClub());
  other = await makeLocation(api);
  const thursday = { fact: 'moment.weekday', op: 'is', value: 'thursday' } as const;
  const coffee = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } } as const;
  const adult = { fact: 'member.age', op: 'at-least', value: 18 } as const;
  const evening = { fact: 'moment.time', op: 'between', value: { from: '00:00', to: '23:59' } } as const;
  await makeRule(api, {
    name: 'Happy hour',
    effect: fixedPoints(5),
    when: { all: [thursday, evening, coffee] },
  });
  await makeRule(api, { name: 'Grown up', effect: fixedPoints(5), when: { all: [evening, adult] } });
  await makeRule(api, { name: 'Elsewhere', effect: fixedPoints(5), locations: [other.id] });
  await makeRule(api, { name: 'Tea twice', effect: timesOn('tea', 2) });
  await makeRule(api, { name: 'Used up', effect: fixedPoints(5), caps: [{ per: 'day', points: 5 }] });
  const { id } = await makeRule(api, { name: 'Paused', effect: fixedPoints(5) });
  await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
});
afterAll(() => api.close());

const shown = async (id: string, language = 'en'): Promise<Purchase> => {
  const { body } = await send(api, 'get', `/purchases/${id}`, { key })
    .set('accept-language', language)
    .expect(200);
  return body as Purchase;
};

it('each rule that was live has a verdict, with the parts of its condition that did not hold', async () => {
  const { id: memberId } = await makeMember(api, { birthday: '2015-03-04' });
  await till.sell(memberId, 1000);
  const { id } = await till.sell(memberId, 1000);
  const { unmet, explanation } = await shown(id);
  expect(unmet.map(({ rule, why, reason }) => [rule.name, why, reason])).toEqual([
    [
      'Happy hour',
      'not-met',
      'The condition was not met: weekday is Thursday; the purchase contains goods of category coffee',
    ],
    ['Grown up', 'not-met', 'The condition was not met: a detail about the member'],
    ['Tea twice', 'other-goods', 'Nothing in this purchase counts for the rule'],
    ['Elsewhere', 'elsewhere', 'The rule is for other locations'],
  ]);
  expect(explanation.map(({ points, reason }) => [points, reason])).toEqual([
    [10, '10.00 EUR × 1, rounded down'],
    [0, '5 points per purchase; 0 instead of 5 because of the limit per day'],
  ]);
});

it('says it in the language of the reader', async () => {
  const { id } = await till.sell((await makeMember(api)).id, 1000);
  const reasons = async (language: string) => (await shown(id, language)).unmet.map(({ reason }) => reason);
  expect(await reasons('de')).toContain('Die Bedingung war nicht erfüllt: eine Angabe zum Mitglied');
  expect(await reasons('cs')).toContain('Pravidlo platí na jiných pobočkách');
});

it('keeps which parts failed and no value of the person, in few bytes', async () => {
  const { id } = await till.sell((await makeMember(api, { birthday: '2015-03-04' })).id, 1000);
  const [row] = await rowsOf<{ unmet: string }>(
    api,
    `select evaluation->>'unmet' as unmet from purchases where id = $1`,
    [id],
  );
  expect(row?.unmet).not.toMatch(/2015|age|birthday|thursday/);
  expect(JSON.parse(row?.unmet ?? '[]')).toMatchObject([
    { parts: ['/all/0', '/all/2'] },
    { parts: ['/all/1'] },
  ]);
});
