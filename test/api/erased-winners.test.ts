import { getBackTest, simulateEarningRule, type BackTest } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BackTestsRepository } from '../../apps/api/src/features/earning/back-tests.repository.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { Jobs } from '../../apps/api/src/platform/jobs/jobs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, perMoney, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  await makeRule(api);
});
afterAll(() => api.close());

const start = async (): Promise<string> => {
  const rule = { name: 'Double', effect: perMoney(2, 100) };
  const started = await api.client({ apiKey: key }).call(simulateEarningRule, { body: { rule, days: 30 } });
  if ('difference' in started) throw new Error('It is a trial of one receipt');
  return started.id;
};
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
  const id = await start();
  const before = await winnersOf(id);
  expect(before.named?.toSorted()).toEqual([leaver.id, stays.id].toSorted());

  // A run is killed before it stores its result.
  const backTests = api.app.get(BackTestsRepository);
  const killed = [
    vi.spyOn(backTests, 'finish').mockRejectedValueOnce(new Error('killed')),
    vi.spyOn(backTests, 'end').mockResolvedValueOnce(false),
  ];
  const late = await start();
  await vi.waitFor(() => expect(killed[1]).toHaveBeenCalledOnce(), { timeout: 20_000 });
  for (const spy of killed) spy.mockRestore();
  expect((await find(late)).state).toBe('running');

  const closing = { key, body: { reason: 'moved' } };
  await send(api, 'post', `/members/${leaver.id}/close`, closing).expect(200);
  api.clock.advance({ days: 30 });
  expect(await api.app.get(EraseMembersJob).eraseDue()).toBe(1);
  // The figures stay.
  expect(await winnersOf(id)).toEqual({ members: before.members, named: [stays.id] });

  // The killed run starts again: the sales are still there, under the id.
  await api.app.get(Jobs).enqueue('run-back-test', { backTestId: late });
  expect(await winnersOf(late)).toEqual({ members: before.members, named: [stays.id] });
});
