import { randomUUID } from 'node:crypto';
import type { Challenge } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const patch = ({ id, version }: Pick<Challenge, 'id' | 'version'>, body: object) =>
  send(api, 'patch', `/challenges/${id}`, { key, version, body });

describe('the editor', () => {
  const content = async (more: object = {}) => ({
    name: { en: 'Ten cups' },
    goal: 10,
    terms: { kind: 'stamp-card' },
    reward: { kind: 'voucher', rewardId: (await makeReward(api)).id },
    ...more,
  });
  const create = (body: object) => send(api, 'post', '/challenges', { key, body });

  it('keeps drafts, publishes, pauses and ends', async () => {
    const { body: draft } = await create(await content()).expect(201);
    expect(draft).toMatchObject({ state: 'draft', version: 1, repeats: true, figures: { members: 0 } });
    const { body: live } = await patch(draft, { state: 'live' }).expect(200);
    expect(live).toMatchObject({ state: 'live', version: 2 });
    await patch(draft, { state: 'paused' }).expect(412);
    const back = await patch(live, { state: 'draft' }).expect(400);
    expect(back.body.errors[0].pointer).toBe('/state');
    const { body: ended } = await patch(live, { state: 'ended' }).expect(200);
    const again = await patch(ended, { state: 'live' }).expect(400);
    expect(again.body.errors[0].pointer).toBe('/state');
    const { body: list } = await send(api, 'get', '/challenges', { key }).expect(200);
    expect(list.data[0].id).toBe(draft.id);
  });

  it.each<[string, object, number, string]>([
    [
      'an unknown fact',
      { terms: { kind: 'stamp-card', where: { fact: 'line.colour', op: 'is', value: 'x' } } },
      400,
      '/terms/where/fact',
    ],
    [
      'a fact that is not about purchases',
      { terms: { kind: 'stamp-card', when: { fact: 'member.age', op: 'at-least', value: 3 } } },
      400,
      '/terms/when/fact',
    ],
    [
      'an end before the start',
      { startsAt: '2027-01-02T00:00:00Z', endsAt: '2027-01-01T00:00:00Z' },
      400,
      '/endsAt',
    ],
    ['a card of one stamp', { goal: 1 }, 400, '/goal'],
    ['an unknown reward', { reward: { kind: 'voucher', rewardId: randomUUID() } }, 422, '/reward/rewardId'],
    ['an unknown kind', { terms: { kind: 'lottery' } }, 400, '/terms/kind'],
  ])('refuses %s', async (_, more, status, pointer) => {
    const refused = await create(await content(more));
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  });
});
