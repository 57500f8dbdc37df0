import type { RuleTrial } from '@regulars/contracts';
import { isInTrial } from '@regulars/loyalty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let till: Till;
let id: string;
const parts: Record<'in' | 'out', string[]> = { in: [], out: [] };

beforeAll(async () => {
  api = await startApp('2026-11-01T09:00:00.000Z');
  key = await makeKey(api);
  till = new Till(api, key, (await makeLocation(api)).code);
  const body = { name: 'Autumn', effect: fixedPoints(10) };
  id = (await send(api, 'post', '/earning-rules', { key, body }).expect(201)).body.id as string;
  await fill();
});
afterAll(() => api.close());

/** 40 members in each part; those who are too many leave. */
const fill = async (): Promise<void> => {
  while (Math.min(parts.in.length, parts.out.length) < 40) {
    const made = (await makeMember(api)).id;
    const part = parts[isInTrial(made, id, 50) ? 'in' : 'out'];
    if (part.length < 40) part.push(made);
    else
      await send(api, 'post', `/members/${made}/close`, { key, body: { reason: 'moved away' } }).expect(200);
  }
};
const report = async (): Promise<RuleTrial> =>
  (await send(api, 'get', `/earning-rules/${id}/trial`, { key }).expect(200)).body as RuleTrial;
const publish = (body: object = {}) => send(api, 'post', `/earning-rules/${id}/publish`, { key, body });
const sell = (part: 'in' | 'out', count: number, amount: number) =>
  Promise.all(parts[part].slice(0, count).map((member) => till.sell(member, amount)));

it('says what difference a trial made, and with which interval', async () => {
  await expectProblem(send(api, 'get', `/earning-rules/${id}/trial`, { key }), 404, 'not-found');
  await publish().expect(200);
  await send(api, 'patch', `/earning-rules/${id}`, {
    key,
    version: 1,
    body: { effect: fixedPoints(25) },
  }).expect(200);
  api.clock.set('2026-11-09T09:00:00.000Z');
  await sell('in', 1, 4000);
  api.clock.set('2026-11-10T09:00:00.000Z');
  await publish({ share: 50 }).expect(200);
  api.clock.set('2026-11-11T09:00:00.000Z');
  await Promise.all([sell('in', 29, 2000), sell('out', 30, 1000)]);
  api.clock.set('2026-11-12T09:00:00.000Z');
  expect(await report()).toMatchObject({ enough: false, difference: null, differenceBefore: null });

  const [last = ''] = parts.in.slice(29);
  await till.sell(last, 2000);
  const returned = await till.sell(last, 700);
  await till.takeBack(returned.id, [{ line: 0, quantity: 1 }]);
  api.clock.set('2026-11-12T10:00:00.000Z');
  await send(api, 'post', `/earning-rules/${id}/end-trial`, { key, body: { for: 'nobody' } }).expect(200);
  api.clock.set('2026-11-20T09:00:00.000Z');
  await sell('out', 1, 99_900);

  const found = await report();
  expect(found).toMatchObject({
    version: 2,
    share: 50,
    from: '2026-11-10T09:00:00.000Z',
    until: '2026-11-12T10:00:00.000Z',
    running: false,
    currency: 'EUR',
    enough: true,
    parts: {
      in: { members: 40, buyers: 30, purchases: 31, revenue: 60_000, points: 750, revenuePerMember: 1500 },
      out: { members: 40, buyers: 30, purchases: 30, revenue: 30_000, points: 300, revenuePerMember: 750 },
    },
    difference: { mean: 750 },
    differenceBefore: { mean: 100 },
  });
  // Variances 30,000,000 / 39 and 7,500,000 / 39, so the error is √(961,538.46 / 40) = 155.04, and t = 2.0022 with
  // 57.35 degrees of freedom.
  expect(found.difference?.low).toBeCloseTo(750 - 310.43, 0);
  expect(found.difference?.high).toBeCloseTo(750 + 310.43, 0);
  // One of 40 spent 4000: variance 400,000, error 100, t = 2.0227 with 39 degrees of freedom.
  expect(found.differenceBefore?.low).toBeCloseTo(100 - 202.27, 0);
  expect(found.differenceBefore?.high).toBeCloseTo(100 + 202.27, 0);
});
