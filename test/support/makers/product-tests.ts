import { randomUUID } from 'node:crypto';
import type { BodyOf, createProductTest, ProductTest } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send, type Sender } from '../requests.ts';
import { makeCommunity } from './communities.ts';
import { comeToGathering, inHours } from './gatherings.ts';
import { makeReward } from './rewards.ts';

type Sent = BodyOf<typeof createProductTest> & { readonly communityId: string };

/** Two free samples, first come, first served, of a reward in no catalogue, for a day, in an open community. */
export const makeProductTest = async (
  api: TestApp,
  { communityId, ...terms }: Partial<Sent> = {},
): Promise<ProductTest> => {
  const body = {
    title: 'Ten bags for honest opinions',
    source: 'How does the *new* roast taste to you?',
    rewardId: terms.rewardId ?? (await makeReward(api, { state: 'draft', stock: 50 })).id,
    samples: 2,
    allotment: 'first-come',
    applyUntil: inHours(api, 24),
    opinionsUntil: inHours(api, 24 * 20),
    ...terms,
  };
  const path = `/communities/${communityId ?? (await makeCommunity(api)).id}/product-tests`;
  const request = send(api, 'post', path, { key: await makeKey(api), body });
  return (await request.set('idempotency-key', randomUUID()).expect(201)).body;
};

/** Joins communities, says 'I come' to a gathering, and gets a sample. */
export const takePart = async (api: TestApp, member: Sender): Promise<void> => {
  await comeToGathering(api, member);
  const test = await makeProductTest(api);
  const as = { ...member, body: {} };
  await send(api, 'post', `/communities/${test.communityId}/memberships`, as)
    .set('origin', api.url)
    .expect(200);
  await send(api, 'put', `/me/product-tests/${test.id}/application`, as).set('origin', api.url).expect(200);
};

/** A cashier hands over what the member has a free voucher for. */
export const pickUpSample = async (api: TestApp, memberId: string, location?: string): Promise<void> => {
  const key = await makeKey(api);
  const { body } = await send(api, 'get', `/members/${memberId}/vouchers`, { key }).expect(200);
  const vouchers = body.data as { id: string; state: string; points: number }[];
  const voucher = vouchers.find(({ state, points }) => state === 'issued' && points === 0);
  await send(api, 'post', `/vouchers/${voucher?.id ?? ''}/use`, { key, body: { location } })
    .set('idempotency-key', randomUUID())
    .expect(201);
};
