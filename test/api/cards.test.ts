import { randomUUID } from 'node:crypto';
import {
  cardQrText,
  formatCardNumber,
  newCardNumber,
  usualNumbering,
  withCheckDigit,
} from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { rowsOf } from '../support/rows.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let cards: Cards;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  cards = api.app.get(Cards);
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const get = (path: string) => send(api, 'get', path, { key });
const post = (path: string, body: object) => send(api, 'post', path, { key, body });
const rows = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  rowsOf<Row>(api, text, values);
const cardOf = async (memberId: string) => {
  const card = await cards.activeOf(memberId);
  if (!card) throw new Error('no card');
  return card;
};
const stateOf = (memberId: string) =>
  rows(
    'select number, status, reason, blocked_at, replaced_by from cards where member_id = $1 order by number',
    [memberId],
  );

describe('a further card', () => {
  it('is issued in addition to the first, with an audit entry and an event', async () => {
    const manager = await makeStaff(api, ['manager']);
    const { id } = await makeMember(api);
    const first = await cardOf(id);
    api.clock.advance({ minutes: 1 });
    const { body } = await send(api, 'post', `/members/${id}/cards`, { ...manager, body: {} }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      memberId: id,
      number: expect.stringMatching(/^4021\d{12}$/),
      status: 'active',
      issuedAt: '2026-11-22T09:01:00.000Z',
      blockedAt: null,
      lostAt: null,
      reason: null,
      replacedBy: null,
    });
    const { body: list } = await get(`/members/${id}/cards`).expect(200);
    expect(pluck(list, 'number')).toEqual([body.number, first.number]);
    expect(JSON.stringify(list)).not.toContain(first.reference);
    expect(
      await rows('select action, actor_name, after from audit_entries where subject_id = $1', [body.id]),
    ).toEqual([
      { action: 'card.issued', actor_name: 'manager', after: { memberId: id, number: body.number } },
    ]);
    expect(
      await rows(`select data from events where member_id = $1 and name = 'card.issued' order by id`, [id]),
    ).toEqual([{ data: { cardId: first.id } }, { data: { cardId: body.id } }]);
  });

  it('may use a number that is already printed', async () => {
    const { id } = await makeMember(api);
    const printed = withCheckDigit('998877665544332');
    const { body } = await post(`/members/${id}/cards`, { number: formatCardNumber(printed) }).expect(201);
    expect(body.number).toBe(printed);
    const other = await makeMember(api);
    const before = await stateOf(other.id);
    await expectProblem(
      post(`/members/${other.id}/cards`, { number: printed }),
      409,
      'already-taken',
      '/number',
    );
    expect(await stateOf(other.id)).toEqual(before);
  });

  it.each([['4021 0000 1234 5678'], ['1'], ['four!'], ['４021000012345671'], [''], ['x'.repeat(21)]])(
    'refuses the number %j',
    async (number) => {
      const { id } = await makeMember(api);
      const before = await stateOf(id);
      await expectProblem(post(`/members/${id}/cards`, { number }), 400, 'invalid-request', '/number');
      expect(await stateOf(id)).toEqual(before);
    },
  );

  it.each([
    ['4006381333931', ['4006381333931', ' 4006381 333931 ']],
    ['kd-00 123', ['KD00123', 'kd-00123', 'kd00123']],
    ['0664123456', ['0664123456', '0664 123 456']],
    ['0012345678905', ['0012345678905']],
    ['1234 5678 9012 3456', ['1234567890123456']],
  ])('of another programme is taken over: %s', async (printed, scans) => {
    const { id } = await makeMember(api);
    const { body } = await post(`/members/${id}/cards`, { number: printed }).expect(201);
    for (const typed of scans) {
      const found = await post('/cards/resolve', { code: typed }).expect(200);
      expect(found.body).toMatchObject({ member: { id }, card: { number: body.number } });
    }
    const { id: other } = await makeMember(api);
    await expectProblem(
      post(`/members/${other}/cards`, { number: scans[0] }),
      409,
      'already-taken',
      '/number',
    );
    await post(`/cards/${body.id}/block`, { reason: 'lost' }).expect(200);
    await expectProblem(post('/cards/resolve', { code: printed }), 422, 'card-blocked', '/code');
  });

  it('has a number as the club wants it', async () => {
    await changeClub(api, { cards: { prefix: '29', length: 10 } });
    try {
      const { id } = await makeMember(api);
      expect((await cardOf(id)).number).toMatch(/^29\d{8}$/);
    } finally {
      await changeClub(api, { cards: { prefix: '4021', length: 16 } });
    }
  });

  it.each([
    [{ prefix: '29', length: 13 }, '/cards/length'],
    [{ prefix: '2999', length: 9 }, '/cards/length'],
    [{ prefix: '06', length: 16 }, '/cards/prefix'],
  ])('is never like a barcode or a phone, or easily found: %j', async (cards, pointer) => {
    const { version } = (await get('/club').expect(200)).body;
    const patch = send(api, 'patch', '/club', { key, version, body: { cards } });
    await expectProblem(patch, 400, 'invalid-request', pointer);
  });

  it('needs an existing member', async () => {
    await expectProblem(post(`/members/${randomUUID()}/cards`, {}), 404, 'not-found');
    await expectProblem(get(`/members/${randomUUID()}/cards`), 404, 'not-found');
  });
});

describe('a lost card', () => {
  it('is blocked with a reason', async () => {
    const { id } = await makeMember(api);
    const card = await cardOf(id);
    const { body } = await post(`/cards/${card.id}/block`, { reason: ' lost in the tram ' }).expect(200);
    expect(body).toMatchObject({
      id: card.id,
      status: 'blocked',
      reason: 'lost in the tram',
      replacedBy: null,
    });
    expect(body.blockedAt).not.toBeNull();
    await expect(cards.resolve(card.number)).rejects.toMatchObject({ code: 'card-blocked' });
    const blocked = await stateOf(id);
    await expectProblem(post(`/cards/${card.id}/block`, { reason: 'again' }), 422, 'card-blocked');
    expect(await stateOf(id)).toEqual(blocked);
    expect(
      await rows(`select name from events where member_id = $1 and name = 'card.blocked'`, [id]),
    ).toHaveLength(1);
    expect(await rows('select action, after from audit_entries where subject_id = $1', [card.id])).toEqual([
      { action: 'card.blocked', after: { status: 'blocked', reason: 'lost in the tram' } },
    ]);
  });

  it('is replaced by another card of the same member, blocked or not', async () => {
    const { id } = await makeMember(api);
    const card = await cardOf(id);
    await post(`/cards/${card.id}/block`, { reason: 'lost' }).expect(200);
    const { body } = await post(`/cards/${card.id}/replace`, { reason: 'was lost' }).expect(201);
    expect(body).toMatchObject({ memberId: id, status: 'active', replacedBy: null });
    expect(body.number).not.toBe(card.number);
    const { body: list } = await get(`/members/${id}/cards`);
    expect(list.data).toContainEqual(
      expect.objectContaining({ id: card.id, status: 'replaced', replacedBy: body.id, reason: 'was lost' }),
    );
    await expect(cards.resolve(card.number)).rejects.toMatchObject({ code: 'card-replaced' });
    expect(await cards.resolve(body.number)).toEqual({
      memberId: id,
      card: { id: body.id, number: body.number },
    });
    const replaced = await stateOf(id);
    await expectProblem(post(`/cards/${card.id}/replace`, { reason: 'again' }), 422, 'card-replaced');
    await expectProblem(post(`/cards/${card.id}/block`, { reason: 'again' }), 422, 'card-replaced');
    expect(await stateOf(id)).toEqual(replaced);
    const { body: timeline } = await get(`/members/${id}/timeline`);
    expect(pluck(timeline, 'kind')).toEqual(expect.arrayContaining(['card.replaced', 'card.issued']));
  });

  it('gets one replacement if two arrive at the same moment', async () => {
    const { id } = await makeMember(api);
    const card = await cardOf(id);
    const both = [1, 2].map(() => post(`/cards/${card.id}/replace`, { reason: 'lost' }));
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await stateOf(id)).toHaveLength(2);
  });

  it.each(['block', 'replace'])('needs a reason and an existing card to %s', async (action) => {
    const { id } = await makeMember(api);
    const card = await cardOf(id);
    const before = await stateOf(id);
    await expectProblem(post(`/cards/${card.id}/${action}`, {}), 400, 'invalid-request', '/reason');
    await expectProblem(
      post(`/cards/${card.id}/${action}`, { reason: ' ' }),
      400,
      'invalid-request',
      '/reason',
    );
    await expectProblem(
      post(`/cards/${card.id}/${action}`, { reason: 'r'.repeat(201) }),
      400,
      'invalid-request',
      '/reason',
    );
    await expectProblem(post(`/cards/${randomUUID()}/${action}`, { reason: 'lost' }), 404, 'not-found');
    await expectProblem(post(`/cards/4021/${action}`, { reason: 'lost' }), 404, 'not-found');
    expect(await stateOf(id)).toEqual(before);
  });
});

describe('a search for a member', () => {
  it('accepts QR text, number, e-mail or phone, as people and scanners enter them', async () => {
    const { id } = await makeMember(api, { email: 'find.me@example.org', phone: '+436601234567' });
    const { number, reference, ...card } = await cardOf(id);
    const holder = { memberId: id, card: { id: card.id, number } };
    for (const typed of [
      cardQrText(reference),
      cardQrText(reference).toUpperCase(),
      number,
      ` ${formatCardNumber(number)} `,
      number.replaceAll(/(\d{4})(?=\d)/g, '$1-'),
      'Find.Me@Example.org',
      '+43 660 123 45 67',
      '0043/660/1234567',
      '+43 (0)660 1234567',
      '0660 1234567',
    ])
      expect({ typed, holder: await cards.resolve(typed) }).toEqual({ typed, holder });
  });

  it('finds a member without a usable card by e-mail or phone', async () => {
    const { id, email } = await makeMember(api);
    await post(`/cards/${(await cardOf(id)).id}/block`, { reason: 'lost' }).expect(200);
    expect(await cards.resolve(email ?? '')).toEqual({ memberId: id, card: null });
  });

  it('gives the same answer for every unknown code', async () => {
    await makeMember(api, { phone: '+436641111111' });
    await makeMember(api, { phone: '+496641111111' });
    const refusals: unknown[] = [];
    for (const typed of [
      'nobody@example.org',
      '+43 660 000 00 00',
      '0664 1111111',
      '04 1111111',
      newCardNumber(() => 9, usualNumbering),
      '4021 0000 1234 5678',
      cardQrText('0123456789abcdef'),
      'https://evil.example/?card=1',
      'regulars:voucher:0000000000000',
      '%',
      "' or 1=1 --",
      'x'.repeat(500),
    ]) {
      const refusal: unknown = await cards.resolve(typed).catch((error: unknown) => error);
      refusals.push(refusal);
      expect({ typed, refusal }).toMatchObject({ refusal: { code: 'unknown-card' } });
    }
    // The reply does not show whether it counts as a guess.
    const said = refusals.map((refusal) =>
      JSON.stringify(refusal, (name, value: unknown) => (name === 'guess' ? undefined : value)),
    );
    expect(new Set(said).size).toBe(1);
  });

  it('is refused if the membership is blocked', async () => {
    const { id, email } = await makeMember(api);
    await send(api, 'patch', `/members/${id}`, { key, version: 1, body: { status: 'blocked' } }).expect(200);
    await expect(cards.resolve(email ?? '')).rejects.toMatchObject({
      code: 'member-not-active',
      details: { errors: [{ pointer: '/code' }] },
    });
  });
});
