import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeApprovals, countBooks, makeRule, offer, Till } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let location: string;
let reward: string;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  await makeRule(api);
  await changeApprovals(api, { points: 1000 });
  location = (await makeLocation(api)).code;
  reward = (await makeReward(api, { points: 10 })).id;
});
afterAll(() => api.close());

/** With points and a card, closed now. */
const makeClosed = async (): Promise<string> => {
  const { id } = await makeMember(api);
  await makeAwards(api, id, [{ points: 500, expiresAt: null }]);
  await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
  return id;
};
const makeErased = async (): Promise<string> => {
  const id = await makeClosed();
  api.clock.advance({ days: 30 });
  await api.app.get(EraseMembersJob).eraseDue();
  expect((await send(api, 'get', `/members/${id}/erasure`, { key })).body.state).toBe('erased');
  return id;
};
const makers = { closed: makeClosed, erased: makeErased };
type State = keyof typeof makers;

const all = (id: string) =>
  Promise.all([
    countBooks(api),
    rowsOf(api, 'select * from members where id = $1', [id]),
    rowsOf(api, 'select * from wallets where member_id = $1', [id]),
    rowsOf(api, 'select * from cards where member_id = $1 order by id', [id]),
    rowsOf(
      api,
      `select (select count(*) from mails) as mails, (select count(*) from approvals) as approvals,
         (select count(*) from redemptions) as redemptions, (select count(*) from audit_entries) as audit`,
    ),
  ]);

const call =
  (path: (id: string) => string, body: (id: string) => object = () => ({}), as?: () => SignedIn) =>
  (id: string) =>
    send(api, 'post', path(id), { ...(as?.() ?? { key }), body: body(id) }).set(
      'idempotency-key',
      randomUUID(),
    );
const points = (id: string): string => `/members/${id}/points`;
const few = () => ({ points: 5, reason: 'kindness' });
const many = () => ({ points: 5000, reason: 'kindness' });

const calls = {
  'another card': call((id) => `/members/${id}/cards`),
  'an adjustment': call((id) => `${points(id)}/adjustments`, few),
  'an adjustment that would wait for approval': call(
    (id) => `${points(id)}/adjustments`,
    many,
    () => manager,
  ),
  'a purchase by the id': call(
    () => '/purchases',
    (id) => offer(api, location, { member: { id } }),
  ),
  'a redemption of points': call((id) => `${points(id)}/redemptions`, few),
  'a hold': call((id) => `${points(id)}/holds`, few),
  'a reward': call(
    () => `/rewards/${reward}/redemptions`,
    (id) => ({ memberId: id }),
  ),
  'an invitation to an account': call(
    (id) => `/members/${id}/account-invitations`,
    undefined,
    () => manager,
  ),
};
const pointersOf: Partial<Record<keyof typeof calls, string[]>> = { 'a purchase by the id': ['/member/id'] };
const names = Object.keys(calls) as (keyof typeof calls)[];

describe.each(['closed', 'erased'] as const)('the API refuses for a member who is %s', (state: State) => {
  let id: string;
  beforeAll(async () => {
    id = await makers[state]();
    manager = await makeStaff(api, ['manager']);
  });

  it.each(names)('%s, and nothing changes', async (name) => {
    const before = await all(id);
    const erasedCard = state === 'erased' && name === 'another card';
    const [status, code] = erasedCard ? [410, 'member-erased'] : [422, 'member-not-active'];
    await expectProblem(calls[name](id), status, code, ...(pointersOf[name] ?? []));
    expect(await all(id)).toEqual(before);
  });

  it('a card in place of the old one, and nothing changes', async () => {
    const [card] = await rowsOf<{ id: string }>(api, 'select id from cards where member_id = $1', [id]);
    const before = await all(id);
    const replace = call(
      (card) => `/cards/${card}/replace`,
      () => ({ reason: 'lost' }),
    );
    // The cards of an erased member are gone.
    if (state === 'erased') expect(card).toBeUndefined();
    const [status, code] = card ? [422, 'member-not-active'] : [404, 'not-found'];
    await expectProblem(replace(card?.id ?? randomUUID()), status, code);
    expect(await all(id)).toEqual(before);
  });
});

describe('a member who is erased', () => {
  it('has no name in the lists of purchases', async () => {
    const { id } = await makeMember(api);
    const { id: purchaseId } = await new Till(api, key, location).sell(id, 1000);
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    api.clock.advance({ days: 30 });
    await api.app.get(EraseMembersJob).eraseDue();
    const { body } = await send(api, 'get', `/purchases/${purchaseId}`, { key }).expect(200);
    expect(body.member).toEqual({ id, displayName: '' });
  });

  it('cannot be edited, blocked or reopened', async () => {
    const id = await makeErased();
    const before = await all(id);
    const { version } = (await send(api, 'get', `/members/${id}`, { key })).body;
    for (const body of [{ firstName: 'Anna' }, { email: 'anna@new.example' }, { status: 'active' }])
      await expectProblem(send(api, 'patch', `/members/${id}`, { key, version, body }), 410, 'member-erased');
    await expectProblem(send(api, 'post', `/members/${id}/reopen`, { key }), 410, 'member-erased');
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'again' } }).expect(200);
    expect(await all(id)).toEqual(before);
  });
});

describe('a member who is closed', () => {
  it('can be corrected, because wrong data must not stay, but not opened by an edit', async () => {
    const id = await makeClosed();
    const { version } = (await send(api, 'get', `/members/${id}`, { key })).body;
    await expectProblem(
      send(api, 'patch', `/members/${id}`, { key, version, body: { status: 'active' } }),
      422,
      'member-not-active',
      '/status',
    );
    const corrected = await send(api, 'patch', `/members/${id}`, {
      key,
      version,
      body: { lastName: 'Krass' },
    });
    expect(corrected.body).toMatchObject({ lastName: 'Krass', status: 'closed' });
  });

  it('that is closed while a card is issued gets the card before or none', async () => {
    const { id } = await makeMember(api);
    const [issued] = await Promise.all([
      calls['another card'](id),
      send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200),
    ]);
    expect([201, 422]).toContain(issued.status);
    const cards = await rowsOf(api, 'select id from cards where member_id = $1', [id]);
    expect(cards).toHaveLength(issued.status === 201 ? 2 : 1);
  });
});
