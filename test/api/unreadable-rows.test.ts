import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let till: Till;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const list = async (path: string) => (await send(api, 'get', path, { key }).expect(200)).body;

it('a challenge of a newer version is named, counts nothing, and no purchase and no return fails', async () => {
  const [known, strange] = [
    await makeStampCard(api),
    await makeStampCard(api, { name: { en: 'Full moons' } }),
  ];
  const memberId = (await makeMember(api)).id;
  const before = await till.sell(memberId, cups(1));
  await rowsOf(api, 'update challenges set version = 2, terms = $2 where id = $1', [
    strange.id,
    { kind: 'moon-phase', phase: 'full' },
  ]);
  const { data, unreadable } = await list('/challenges');
  expect(pluck({ data }, 'id')).toEqual([known.id]);
  expect(unreadable).toEqual([{ id: strange.id, version: 2, name: { en: 'Full moons' }, state: 'live' }]);
  await expectProblem(send(api, 'get', `/challenges/${strange.id}`, { key }), 404, 'not-found');
  const change = send(api, 'patch', `/challenges/${strange.id}`, { key, version: 2, body: { goal: 4 } });
  await expectProblem(change, 404, 'not-found');

  const sold = await till.sell(memberId, cups(1));
  await till.takeBack(before.id ?? '', [{ line: 0, quantity: 1 }]);
  expect(await list(`/members/${memberId}/challenges`)).toMatchObject({
    data: [{ id: known.id, counted: 1 }],
  });
  expect(pluck(await list(`/purchases/${sold.id}/challenges`), 'id')).toEqual([known.id]);
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
});
