import { randomUUID } from 'node:crypto';
import type { Survey } from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Locations } from '../../apps/api/src/features/club/index.ts';
import { Attempts } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeSurvey, makeWillingMember } from '../support/makers/surveys.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { openShop, type Shop } from '../support/shop.ts';

let api: TestApp;
let key: string;
let shop: Shop;
let survey: Survey;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const publish = async (distribution: object = {}): Promise<void> => {
  survey = await makeSurvey(
    api,
    { thanksPoints: 25 },
    { distribution: { channels: ['link'], ...distribution } },
  );
};
const current = async (): Promise<Survey> =>
  (await send(api, 'get', `/surveys/${survey.id}`, { key }).expect(200)).body;
const end = ({ id, version }: Survey) =>
  send(api, 'post', `/surveys/${id}/end`, { key, version }).expect(200);

describe('an open link', () => {
  beforeAll(async () => {
    shop = await openShop(api);
    await publish();
  });
  afterAll(async () => end(await current()));
  // All tests come from one address.
  afterEach(() => api.app.get(Attempts).forget('survey-begun', '127.0.0.1'));

  const make = (body: object = {}, by = key) =>
    send(api, 'post', `/surveys/${survey.id}/links`, { key: by, body });
  const linked = async (body: object = {}): Promise<string> =>
    new URL((await make(body).expect(200)).body.page).pathname.split('/').at(-1) ?? '';
  const open = (token: string) => send(api, 'get', `/surveys/open-links/${token}`);
  const begin = (token: string, answers: object, complete = false) =>
    send(api, 'post', `/surveys/open-links/${token}/responses`, {
      body: { version: 1, answers, complete },
    });
  const registerOf = async ({ location: { code } }: Shop): Promise<string> => {
    const location = await api.app.get(Locations).byCode(code);
    return makeKey(api, ['purchases:write'], [location?.id ?? '']);
  };
  const figures = async () => (await current()).figures;
  const sent = async (): Promise<object[]> =>
    (await send(api, 'get', `/surveys/${survey.id}/responses`, { key }).expect(200)).body.data;

  it('is answered by anyone, without a name and without points, and goes on with a personal link', async () => {
    const { code } = shop.location;
    const token = await linked({ location: code });
    const before = await figures();
    expect((await open(token).expect(200)).body).toMatchObject({
      state: 'asked',
      named: false,
      thanksPoints: null,
      question: { key: 'score' },
    });
    await expectProblem(begin(token, { score: 11 }), 400, 'invalid-request', '/answers/score');
    expect(await figures()).toEqual(before);
    const { body } = await begin(token, { score: 9 }).expect(200);
    expect(body.survey).toMatchObject({ state: 'started', question: { key: 'reasons' } });
    await send(api, 'post', `/surveys/links/${body.token}/responses`, {
      body: { version: 1, answers: { why: 'Beans' }, complete: true },
    }).expect(200);
    // Another customer with the same code.
    await begin(token, { score: 2 }).expect(200);
    expect(await figures()).toEqual({ ...before, sent: before.sent + 1 });
    expect((await sent())[0]).toMatchObject({
      member: null,
      location: { name: shop.location.name },
      receipt: null,
      tags: [],
    });
    const { cookie } = await makeWillingMember(api);
    expect((await send(api, 'get', '/me/surveys', { cookie }).expect(200)).body.data).toEqual([]);
  });

  it('is thanked with the code of a coupon for everyone, once it was sent', async () => {
    const coupon = await makeCoupon(api);
    const { version, name, definition, distribution } = await current();
    const body = { name, definition, distribution, thanksCouponId: coupon.id };
    await send(api, 'put', `/surveys/${survey.id}`, { key, version, body }).expect(200);
    const { body: begun } = await begin(await linked({}), { score: 9 }).expect(200);
    expect(begun.survey).toMatchObject({ state: 'started', thanksCode: null });
    const rest = { version: 1, answers: {}, complete: true };
    const path = `/surveys/links/${begun.token}/responses`;
    const { body: sentTo } = await send(api, 'post', path, { body: rest }).expect(200);
    expect(sentTo).toMatchObject({ state: 'sent', thanksCode: coupon.code, thanksPoints: null });
  });

  it('answers once for a receipt, about its purchase', async () => {
    const { member } = await makeWillingMember(api);
    const number = randomUUID();
    const sold = await shop.sell(900, member.id, number);
    const token = await linked({ location: shop.location.code, receipt: number });
    const before = await figures();
    const [one, two] = await Promise.all([begin(token, { score: 3 }), begin(token, { score: 3 })]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await open(token)).body).toMatchObject({ state: 'started', question: { key: 'reasons' } });
    await begin(token, { score: 3, reasons: null, why: null }, true).expect(200);
    await expectProblem(begin(token, { score: 10 }, true), 409, 'survey-already-sent');
    expect((await open(token)).body).toMatchObject({ state: 'sent', question: null });
    expect(await figures()).toEqual({ ...before, sent: before.sent + 1 });
    expect((await sent())[0]).toMatchObject({ member: null, receipt: number });
    const [row] = await rowsOf<{ purchase_id: string; mode: string }>(
      api,
      'select purchase_id, mode from survey_responses where receipt = $1',
      [number],
    );
    expect(row).toEqual({ purchase_id: sold.id, mode: 'link' });
  });

  it('is refused when it is cut, changed or of another survey', async () => {
    const token = await linked({ location: shop.location.code, receipt: 'R-1' });
    const bytes = Buffer.from(token, 'base64url');
    const changed = [0, 1, 17, 34, bytes.length - 1].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy.toString('base64url');
    });
    for (const wrong of [...changed, token.slice(0, -4), 'x'.repeat(60)]) {
      await expectProblem(open(wrong), 404, 'not-found');
      await expectProblem(begin(wrong, { score: 9 }), 404, 'not-found');
    }
  });

  it('is made for a known location, by keys of that location', async () => {
    await expectProblem(make({ receipt: 'R-1' }), 400, 'invalid-request', '/receipt');
    await expectProblem(make({ location: 'nowhere' }), 422, 'unknown-location', '/location');
    const other = await openShop(api);
    const register = await registerOf(other);
    await make({ location: other.location.code, receipt: 'R-1' }, register).expect(200);
    await expectProblem(
      make({ location: shop.location.code }, register),
      422,
      'unknown-location',
      '/location',
    );
    await expectProblem(make({}, register), 422, 'unknown-location', '/location');
    const byMail = await makeSurvey(api);
    await expectProblem(
      send(api, 'post', `/surveys/${byMail.id}/links`, { key, body: {} }),
      409,
      'survey-not-open',
    );
    await end(byMail);
  });

  it('is made for a receipt without the name of a survey, as long as one is answered by links there', async () => {
    const receiptLink = (sent: object, by = key) =>
      send(api, 'post', '/survey-links', { key: by, body: sent });
    const receipt = { location: shop.location.code, number: randomUUID() };
    const { body } = await receiptLink(receipt).expect(200);
    await begin(new URL(body.page).pathname.split('/').at(-1) ?? '', { score: 9 }, true).expect(200);
    expect((await sent())[0]).toMatchObject({ receipt: receipt.number });
    const other = await openShop(api);
    const register = await registerOf(other);
    await expectProblem(receiptLink(receipt, register), 422, 'unknown-location', '/location');
  });

  it('begins a limited number of answers for one address', async () => {
    const token = await linked();
    const statuses: number[] = [];
    while (statuses.length < 70 && statuses.at(-1) !== 429)
      statuses.push((await begin(token, { score: 9 })).status);
    expect([new Set(statuses.slice(0, -1)), statuses.at(-1)]).toEqual([new Set([200]), 429]);
  });

  it('ends with enough answers and with its survey', async () => {
    const all = survey;
    await publish({ quota: 1 });
    const token = await linked();
    await begin(token, { score: 9 }, true).expect(200);
    for (const full of [open(token), begin(token, { score: 9 })])
      await expectProblem(full, 409, 'survey-not-open');
    await end(await current());
    await expectProblem(begin(token, { score: 9 }), 409, 'survey-not-open');
    await expectProblem(make(), 409, 'survey-not-open');
    survey = all;
  });
});
