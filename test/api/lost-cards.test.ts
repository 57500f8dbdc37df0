import { cardQrText } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let mailbox: Mailbox;
let key: string;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url });
  key = await makeKey(api);
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
  await mailbox.away();
});

const report = ({ cookie }: SignedInMember) => send(api, 'post', '/me/card/loss', { cookie });
const renew = ({ cookie }: SignedInMember) => send(api, 'post', '/me/card', { cookie });
const own = ({ cookie }: SignedInMember) => send(api, 'get', '/me/card', { cookie });
const scan = (code: string) => send(api, 'post', '/cards/resolve', { key, body: { code } });
const auditOf = (memberId: string) =>
  rowsOf(api, 'select action, actor_kind, after from audit_entries where member_id = $1 order by id', [
    memberId,
  ]);
const eventsOf = async (memberId: string): Promise<unknown[]> =>
  (
    await rowsOf<{ name: string }>(
      api,
      `select name from events where member_id = $1 and name like 'card.%' order by id`,
      [memberId],
    )
  ).map(({ name }) => name);

describe('a card that its member lost', () => {
  it('is blocked at once, and a new one takes over points and history', async () => {
    const lost = await makeSignedInMember(api, { emailConfirmedAt: new Date() });
    const { id, email } = lost.member;
    await makeAwards(api, id, [{ points: 70, expiresAt: null }]);
    const { body: before } = await own(lost).expect(200);
    expect(before).toMatchObject({ card: { status: 'active', lostAt: null }, renewable: false });

    const { body: reported } = await report(lost).expect(200);
    expect(reported).toMatchObject({
      card: { id: before.card.id, status: 'blocked', lostAt: '2026-11-22T09:00:00.000Z' },
      code: null,
      renewable: true,
    });
    await expectProblem(scan(before.code), 422, 'card-blocked', '/code');
    await expectProblem(scan(before.card.number), 422, 'card-blocked', '/code');
    const { body: seen } = await own(lost).expect(200);
    expect(seen).toEqual(reported);

    const { body: renewed } = await renew(lost).expect(201);
    expect(renewed).toMatchObject({ card: { status: 'active', lostAt: null }, renewable: false });
    expect(renewed.card.number).not.toBe(before.card.number);
    const { body: scanned } = await scan(renewed.code).expect(200);
    expect(scanned).toMatchObject({ member: { id }, balance: { available: 70 } });
    await expectProblem(scan(before.code), 422, 'card-blocked', '/code');

    expect(await auditOf(id)).toMatchObject([
      { action: 'card.lost', actor_kind: 'account', after: { status: 'blocked' } },
      { action: 'card.issued', actor_kind: 'account' },
    ]);
    expect(await eventsOf(id)).toEqual(['card.issued', 'card.blocked', 'card.issued']);
    const mail = await mailbox.received(email ?? '');
    expect(mail.subject).toBe('Deine Karte ist gesperrt');
    expect(mail.text).toContain('/reset-password?email=');
  });

  it('takes every other card of the member with it; a second report changes nothing', async () => {
    const lost = await makeSignedInMember(api);
    const { id } = lost.member;
    const { body: printed } = await send(api, 'post', `/members/${id}/cards`, { key, body: {} }).expect(201);
    const first = (await api.app.get(Cards).ofMember(id)).find((card) => card.id !== printed.id);
    await report(lost).expect(200);
    await expectProblem(scan(printed.number), 422, 'card-blocked', '/code');
    await expectProblem(scan(cardQrText(first?.reference ?? '')), 422, 'card-blocked', '/code');
    const told = [await auditOf(id), await eventsOf(id)];
    await report(lost).expect(200);
    expect([await auditOf(id), await eventsOf(id)]).toEqual(told);
  });

  it('is renewed once, however often it is asked at the same time', async () => {
    const lost = await makeSignedInMember(api);
    await report(lost).expect(200);
    const replies = await Promise.all([renew(lost), renew(lost), renew(lost)]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map(({ body }) => body.card.number)).size).toBe(1);
    const { body } = await send(api, 'get', `/members/${lost.member.id}/cards`, { key }).expect(200);
    expect(pluck(body, 'status').toSorted()).toEqual(['active', 'blocked']);
  });

  it('is renewed three times a month, and blocked always', async () => {
    const lost = await makeSignedInMember(api);
    for (let time = 0; time < 3; time += 1) {
      await report(lost).expect(200);
      await renew(lost).expect(201);
    }
    await report(lost).expect(200);
    await expectProblem(renew(lost), 429, 'too-many-requests');
    expect((await own(lost)).body).toMatchObject({ card: { status: 'blocked' }, code: null });
  });
});

describe('a card that the club blocked', () => {
  it('is shown as blocked, without what staff wrote, and only the shop renews it', async () => {
    const member = await makeSignedInMember(api);
    const { body: before } = await own(member).expect(200);
    await send(api, 'post', `/cards/${before.card.id}/block`, { key, body: { reason: 'misuse' } }).expect(
      200,
    );
    const { body: blocked } = await own(member).expect(200);
    expect(blocked).toMatchObject({
      card: { id: before.card.id, status: 'blocked', lostAt: null, reason: null },
      code: null,
      renewable: false,
    });
    await expectProblem(renew(member), 422, 'card-blocked');
    await report(member).expect(200);
    await expectProblem(renew(member), 422, 'card-blocked');
    expect((await own(member)).body).toEqual(blocked);
  });

  it('does not take the card from a member who still has another', async () => {
    const member = await makeSignedInMember(api);
    const { body: before } = await own(member).expect(200);
    const { body: same } = await renew(member).expect(201);
    expect(same).toEqual(before);
  });
});
