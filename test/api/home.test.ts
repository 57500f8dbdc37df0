import { cardQrText } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

describe('a member', () => {
  it('sees profile, balance, expiring points and tier', async () => {
    const me = await makeSignedInMember(api);
    const nothing = await send(api, 'get', '/me', me).expect(200);
    expect(nothing.body).toMatchObject({
      balance: { available: 0, pending: 0, held: 0, debt: 0 },
      expiring: [],
      tier: null,
      tierFall: null,
      canRefer: false,
    });
    await makeTier(api, { code: 'bean', name: { de: 'Bohne' }, threshold: 0 });
    await makeAwards(api, me.member.id, [
      { points: 10, status: 10, expiresAt: '2027-01-01T00:00:00Z' },
      { points: 5, expiresAt: '2026-12-01T00:00:00Z' },
      { points: 7, expiresAt: null },
    ]);
    const { body } = await send(api, 'get', '/me', me).expect(200);
    const { body: member } = await send(api, 'get', `/members/${me.member.id}`, { key });
    expect(body).toEqual({
      member,
      balance: { available: 22, pending: 0, held: 0, debt: 0 },
      expiring: [
        { points: 5, expiresAt: '2026-12-01T00:00:00.000Z' },
        { points: 10, expiresAt: '2027-01-01T00:00:00.000Z' },
      ],
      tier: { code: 'bean', name: { de: 'Bohne' }, status: 10, since: null, grantedUntil: null, next: null },
      tierFall: null,
      canRefer: false,
    });
    expect(body.member.hasAccount).toBe(true);
  });

  it('sees the card with its QR text, and a new card after a loss', async () => {
    const me = await makeSignedInMember(api, { firstName: 'Anna', lastName: 'Krause' });
    const cards = api.app.get(Cards);
    const card = await cards.activeOf(me.member.id);
    const { body } = await send(api, 'get', '/me/card', me).expect(200);
    expect(body).toMatchObject({
      card: { id: card?.id, number: card?.number, memberId: me.member.id, status: 'active' },
      code: cardQrText(card?.reference ?? ''),
      displayName: 'Anna Krause',
    });
    expect((await cards.resolve(body.code)).memberId).toBe(me.member.id);
    await send(api, 'post', `/cards/${body.card.id}/block`, { key, body: { reason: 'lost' } }).expect(200);
    const blocked = await send(api, 'get', '/me/card', me).expect(200);
    expect(blocked.body).toMatchObject({ card: { id: card?.id, status: 'blocked' } });
    expect(blocked.body.code ?? null).toBeNull();
    const next = await send(api, 'post', `/cards/${body.card.id}/replace`, { key, body: { reason: 'lost' } });
    expect((await send(api, 'get', '/me/card', me).expect(200)).body.card.number).toBe(next.body.number);
  });

  it('is needed: staff without a membership get no home page', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    for (const path of ['/me', '/me/card']) {
      await expectProblem(send(api, 'get', path, cashier), 403, 'not-allowed');
      await expectProblem(send(api, 'get', path, { key }), 403, 'not-allowed');
      await expectProblem(send(api, 'get', path), 401, 'not-signed-in');
    }
  });
});
