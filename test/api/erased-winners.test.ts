import { getBackTest, simulateEarningRule, type BackTest } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { Jobs } from '../../apps/api/src/platform/jobs/jobs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, perMoney, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  await makeRule(api);
});
afterAll(() => api.close());

const find = (id: string): Promise<BackTest> =>
  api.client({ apiKey: key }).call(getBackTest, { params: { id } });
const winnersOf = async (id: string) => {
  await vi.waitFor(async () => expect((await find(id)).state).toBe('done'), { timeout: 20_000 });
  const winners = (await find(id)).result?.winners;
  return { members: winners?.members, named: winners?.top.map(({ member }) => member.id) };
};

it('an erasure takes a member from the result of a back-test, and a later run does not name the member again', async () => {
  const till = new Till(api, key, (await makeLocation(api)).code);
  const leaver = await makeMember(api);
  const stays = await makeMember(api);
  for (const { id } of [leaver, stays]) await till.sell(id, 1000);
  const draft = { name: 'Double', effect: perMoney(2, 100) };
  const started = await api
    .client({ apiKey: key })
    .call(simulateEarningRule, { body: { rule: draft, days: 30 } });
  if ('difference' in started) throw new Error('It is a trial of one receipt');
  const { id } = started;
  const before = await winnersOf(id);
  expect(before.named?.toSorted()).toEqual([leaver.id, stays.id].toSorted());

  const closing = { key, body: { reason: 'moved' } };
  await send(api, 'post', `/members/${leaver.id}/close`, closing).expect(200);
  api.clock.advance({ days: 30 });
  expect(await api.app.get(EraseMembersJob).eraseDue()).toBe(1);
  // The figures stay.
  expect(await winnersOf(id)).toEqual({ members: before.members, named: [stays.id] });

  // A run that was killed starts again: the sales are still there, under the id.
  await rowsOf(api, `with gone as (delete from back_test_members) update back_tests set state = 'waiting'`);
  await api.app.get(Jobs).enqueue('run-back-test', { backTestId: id });
  expect(await winnersOf(id)).toEqual({ members: before.members, named: [stays.id] });
});
