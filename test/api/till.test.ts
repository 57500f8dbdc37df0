import { randomUUID } from 'node:crypto';
import { cardQrText, newCardNumber, usualNumbering } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { statementsOf } from '../support/statements.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards, takeBackFrom } from '../support/makers/points.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let cashier: SignedIn;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  cashier = await makeStaff(api, ['cashier']);
  await makeTier(api, { code: 'bean', name: { en: 'Bean' }, threshold: 0 });
  await makeTier(api, { code: 'roast', name: { en: 'Roast' }, threshold: 500 });
});
/** Cashiers sign in again each day. */
const pass = async (days: number): Promise<void> => {
  api.clock.advance({ days });
  cashier = await makeStaff(api, ['cashier']);
};
afterAll(() => api.close());

const resolve = (code: unknown, as: SignedIn = cashier) =>
  send(api, 'post', '/cards/resolve', { cookie: as.cookie, body: { code } });
const redeem = async (memberId: string, points: number) => {
  const reward = { name: { en: 'A coffee' }, points, state: 'live', voucherDays: 10, picture: 'cup' };
  const { body } = await send(api, 'post', '/rewards', { key, body: reward }).expect(201);
  const redeemed = await send(api, 'post', `/rewards/${body.id}/redemptions`, { key, body: { memberId } })
    .set('idempotency-key', randomUUID())
    .expect(201);
  return redeemed.body.voucher;
};

describe('a scan at the till', () => {
  it('shows name, card, balance, tier and vouchers, in two database calls', async () => {
    const now = api.clock.now();
    const after = (days: number): string => new Date(now + days * 86_400_000).toISOString();
    const member = await makeMember(api, { firstName: 'Zoë', lastName: 'Ďurišová', language: 'cs' });
    await makeAwards(api, member.id, [
      { points: 120, status: 120, expiresAt: after(3) },
      { points: 30, availableAt: after(9) },
    ]);
    const voucher = await redeem(member.id, 50);
    const card = await api.app.get(Cards).activeOf(member.id);
    const expected = {
      member: {
        id: member.id,
        displayName: 'Zoë Ď.',
        language: 'cs',
        joinedAt: after(0),
      },
      card: { id: card?.id, number: card?.number },
      balance: { available: 70, pending: 30, held: 0, debt: 0 },
      tier: {
        code: 'bean',
        name: { en: 'Bean' },
        status: 120,
        since: null,
        grantedUntil: null,
        next: { code: 'roast', name: { en: 'Roast' }, missing: 380, threshold: 500 },
      },
      vouchers: [
        {
          id: voucher.id,
          code: voucher.code,
          state: 'issued',
          kind: 'product',
          rewardName: { en: 'A coffee' },
          picture: 'cup',
          toPay: null,
          event: null,
          effect: null,
          pickUp: null,
          expiresAt: voucher.expiresAt,
        },
      ],
      own: false,
    };
    const code = cardQrText(card?.reference ?? '');
    await resolve(code).expect(200);
    const calls = await statementsOf(async () =>
      expect((await resolve(code).expect(200)).body).toEqual(expected),
    );
    // Late news of a change lets any call read the rules again; a job looks at the stocks.
    expect(calls.filter((name) => !/^(session-|rule-publication-all|task-)/u.test(name))).toEqual([
      'till-look-up',
      'vouchers-usable',
    ]);
    for (const typed of [card?.number, member.email]) expect((await resolve(typed)).body).toEqual(expected);
  });

  it('is exact at its moment: expired points are gone, released points are there', async () => {
    const member = await makeMember(api);
    const start = api.clock.now();
    const after = (days: number): string => new Date(start + days * 86_400_000).toISOString();
    await makeAwards(api, member.id, [
      { points: 100, expiresAt: after(2) },
      { points: 10, availableAt: after(5) },
    ]);
    const balance = async () => (await resolve(member.email).expect(200)).body.balance;
    expect(await balance()).toMatchObject({ available: 100, pending: 10 });
    await pass(3);
    expect(await balance()).toMatchObject({ available: 0, pending: 10 });
    await pass(3);
    expect(await balance()).toMatchObject({ available: 10, pending: 0 });
    await takeBackFrom(api, member.id, 25);
    expect(await balance()).toEqual({ available: 0, pending: 0, held: 0, debt: 15 });
  });

  it('leaves out used and expired vouchers', async () => {
    const member = await makeMember(api);
    await makeAwards(api, member.id, [{ points: 100, expiresAt: null }]);
    const used = await redeem(member.id, 10);
    await redeem(member.id, 20);
    await send(api, 'post', `/vouchers/${used.id}/use`, { key, body: {} })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect((await resolve(member.email)).body.vouchers).toHaveLength(1);
    await pass(11);
    expect((await resolve(member.email)).body.vouchers).toEqual([]);
  });

  it('warns a cashier about their own card', async () => {
    const both = await makeSignedInMember(api, { roles: ['cashier'] });
    expect((await resolve(both.member.email, both).expect(200)).body.own).toBe(true);
    expect((await resolve(both.member.email).expect(200)).body.own).toBe(false);
    expect(
      (await send(api, 'post', '/cards/resolve', { key, body: { code: both.member.email } })).body.own,
    ).toBe(false);
  });

  it('finds a member without a usable card by e-mail', async () => {
    const member = await makeMember(api);
    const card = await api.app.get(Cards).activeOf(member.id);
    await send(api, 'post', `/cards/${card?.id ?? ''}/block`, { key, body: { reason: 'lost' } }).expect(200);
    expect((await resolve(member.email).expect(200)).body).toMatchObject({
      member: { id: member.id },
      card: null,
    });
    await expectProblem(resolve(card?.number), 422, 'card-blocked', '/code');
    await send(api, 'post', `/cards/${card?.id ?? ''}/replace`, { key, body: { reason: 'lost' } }).expect(
      201,
    );
    await expectProblem(resolve(card?.number), 422, 'card-replaced', '/code');
    await send(api, 'patch', `/members/${member.id}`, { key, version: 1, body: { status: 'blocked' } });
    await expectProblem(resolve(member.email), 422, 'member-not-active', '/code');
  });

  it('of an unknown code gets the same answer for all codes', async () => {
    const answers = new Set<string>();
    for (const code of [
      'nobody@example.org',
      '+43 660 000 00 00',
      newCardNumber(() => 7, usualNumbering),
      '4021 0000 1234 5678',
      cardQrText('00ff'),
      'https://evil.example/',
      'ربيع',
      '👩🏽‍🚀',
      `'; drop table cards; --`,
    ]) {
      const { status, body } = await resolve(code);
      expect({ code, status }).toEqual({ code, status: 404 });
      answers.add(JSON.stringify({ ...body, requestId: '' }));
    }
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain('unknown-card');
  });

  it.each([
    ['', 400, 'invalid-request'],
    ['   ', 400, 'invalid-request'],
    ['x'.repeat(501), 400, 'invalid-request'],
    [4021, 400, 'invalid-request'],
    [null, 400, 'invalid-request'],
    ['a\0b', 422, 'unreadable-text'],
  ])('of %j is refused', async (code, status, problem) => {
    await expectProblem(resolve(code), status, problem, '/code');
  });
});
