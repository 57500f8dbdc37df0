import type { Offer } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const gold = { fact: 'member.language', op: 'is', value: 'cs' };
const content = (more: object = {}) => ({
  name: { en: 'A fifth off' },
  effect: { kind: 'percent', percent: 20 },
  ...more,
});
const create = (body: object) => send(api, 'post', '/offers', { key, body });
const patch = ({ id, version }: Pick<Offer, 'id' | 'version'>, body: object) =>
  send(api, 'patch', `/offers/${id}`, { key, version, body });

describe('the editor of offers', () => {
  it('keeps drafts with what an offer usually has, publishes, pauses and ends them', async () => {
    const { body: draft } = await create(content({ reason: { en: 'because you drink tea' } })).expect(201);
    expect(draft).toMatchObject({
      state: 'draft',
      version: 1,
      reason: { en: 'because you drink tea' },
      audience: null,
      activation: 'by-member',
      heldOut: 0,
      limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
      figures: { offered: 0, heldOut: 0, seen: 0, activated: 0, redeemed: 0 },
    });
    const { body: live } = await patch(draft, { state: 'live' }).expect(200);
    expect(live).toMatchObject({ state: 'live', version: 2 });
    await patch(draft, { state: 'paused' }).expect(412);
    await expectProblem(patch(live, { state: 'draft' }), 400, 'invalid-request', '/state');
    const { body: ended } = await patch(live, { state: 'ended' }).expect(200);
    await expectProblem(patch(ended, { state: 'live' }), 400, 'invalid-request', '/state');
    const { body: list } = await send(api, 'get', '/offers', { key }).expect(200);
    expect(list.data[0]).toMatchObject({ id: draft.id, state: 'ended' });
  });

  it.each<[string, object, string]>([
    ['no effect', { effect: undefined }, '/effect'],
    ['an unknown kind', { effect: { kind: 'gift' } }, '/effect/kind'],
    [
      'an end before the beginning',
      { startsAt: '2030-01-02T00:00:00Z', endsAt: '2030-01-01T00:00:00Z' },
      '/endsAt',
    ],
    [
      'a fact of a purchase as audience',
      { audience: { fact: 'purchase.total', op: 'at-least', value: 1 } },
      '/audience/fact',
    ],
    ['an unknown operator', { audience: { all: [{ ...gold, op: 'like' }] } }, '/audience/all/0/op'],
    ['a limit of a code', { limits: { perCode: 5 } }, '/limits/perCode'],
    ['half of the members and more held out', { heldOut: 51 }, '/heldOut'],
    ['an activation that does not exist', { activation: 'clip' }, '/activation'],
  ])('refuses %s', async (_, more, pointer) => {
    await expectProblem(create(content(more)), 400, 'invalid-request', pointer);
  });

  it('refuses unknown locations and product sets', async () => {
    const id = '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b99';
    await expectProblem(create(content({ locations: [id] })), 422, 'unknown-location', '/locations/0');
    const where = { fact: 'line.product-sets', op: 'contains', value: id };
    await expectProblem(create(content({ on: { where } })), 422, 'unknown-product-set', '/on/where/value');
  });

  it('counts the members of an audience', async () => {
    for (const language of ['cs', 'cs', 'de'] as const) await makeMember(api, { language });
    const count = (audience: object | null) =>
      send(api, 'post', '/offers/audience-counts', { key, body: { audience } });
    expect((await count(gold).expect(200)).body).toEqual({ members: 2, of: 3 });
    expect((await count(null).expect(200)).body).toEqual({ members: 3, of: 3 });
    await expectProblem(
      count({ fact: 'member.shoes', op: 'is', value: 1 }),
      400,
      'invalid-request',
      '/audience/fact',
    );
  });
});
