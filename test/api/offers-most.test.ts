import { mostLiveOffers } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

it('of offers that are published at once, only so many are live as carts can be priced with', async () => {
  const drafts: string[] = [];
  for (let made = 0; made < 8; made += 1) drafts.push((await makeOffer(api, { state: 'draft' })).id);
  for (let live = 0; live < mostLiveOffers - 3; live += 1) await makeOffer(api);
  const publish = (id: string) =>
    send(api, 'patch', `/offers/${id}`, { key, version: 1, body: { state: 'live' } });
  const replies = await Promise.all(drafts.map((id) => publish(id)));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
  const late = drafts.find((_, place) => replies[place]?.status !== 200) ?? '';
  await expectProblem(publish(late), 422, 'too-many-offers', '/state');
});
