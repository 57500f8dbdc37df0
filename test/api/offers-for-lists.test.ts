import { randomUUID } from 'node:crypto';
import { listOwnOffers, type MemberBulk } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

it('an offer for a pasted list of members: they get a tag, and the audience asks for it', async () => {
  const [anna, bela] = [await makeSignedInMember(api), await makeSignedInMember(api)];
  const counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
  const action = { kind: 'add-tag', tag: 'tasting 2026' };
  const list = [anna.member.email ?? '', 'nobody@example.org'];
  const { body: bulk } = await send(api, 'post', '/member-bulks', {
    key,
    body: { action, members: { list }, expected: 1 },
  })
    .set('idempotency-key', randomUUID())
    .expect(202);
  await new BulkCalls(api).ended({ key }, (bulk as MemberBulk).id);
  const audience = { fact: 'member.tags', op: 'contains', value: 'tasting 2026' } as const;
  const offer = await makeOffer(api, { audience, activation: 'automatic' });
  const sees = async (member: SignedInMember): Promise<boolean> =>
    (await api.client(member).call(listOwnOffers, {})).data.some(({ id }) => id === offer.id);
  expect([await sees(anna), await sees(bela)]).toEqual([true, false]);
  const discountOf = async ({ member }: SignedInMember): Promise<number> =>
    (await counter.quote(counter.cart([], { member: { id: member.id } })).expect(201)).body.total.discount;
  expect([await discountOf(anna), await discountOf(bela)]).toEqual([338, 0]);
});
