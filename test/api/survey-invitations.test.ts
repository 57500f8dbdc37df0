import { randomUUID } from 'node:crypto';
import { getOwnPoints, type PurchaseReceipt, type Survey } from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SurveyInvitationJob } from '../../apps/api/src/features/surveys/survey-invitation.job.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { makeSurvey } from '../support/makers/surveys.ts';
import { expectProblem, send } from '../support/requests.ts';
import { openShop, type Shop } from '../support/shop.ts';

let club: MailedApp;
let shop: Shop;
let survey: Survey;
beforeAll(async () => {
  club = await startMailedApp();
});
afterAll(() => club.close());

const all = ['email', 'portal'] as const;
const afterPurchase = { trigger: 'purchase', channels: ['email', 'portal'] };
const willing = (channels: readonly ('email' | 'portal')[] = all) =>
  makeSignedInMember(club.api, {
    emailConfirmedAt: new Date(),
    consents: channels.map((channel) => ({
      purpose: 'surveys',
      channel,
      granted: true,
      source: 'member',
      version: 1,
    })),
  });
const publish = async (distribution: object = {}) => {
  survey = await makeSurvey(
    club.api,
    { thanksPoints: 25 },
    { callBackUpTo: 6, distribution: { ...afterPurchase, locations: [shop.location.code], ...distribution } },
  );
};
const current = async (): Promise<Survey> =>
  (await send(club.api, 'get', `/surveys/${survey.id}`, { key: club.key }).expect(200)).body;
const end = ({ id, version }: Survey) =>
  send(club.api, 'post', `/surveys/${id}/end`, { key: club.key, version }).expect(200);
const asked = async () => (await current()).figures.asked;
const hints = async ({ cookie }: SignedInMember): Promise<object[]> =>
  (await send(club.api, 'get', '/me/surveys', { cookie }).expect(200)).body.data;
/** What its job does when the delay is over. */
const invite = ({ member }: SignedInMember, { id }: PurchaseReceipt) =>
  club.api.app.get(SurveyInvitationJob).run({
    surveyId: survey.id,
    purchaseId: id,
    memberId: member.id,
    location: shop.location.code,
  });

describe('after a purchase', () => {
  // Events of the test before may come late: each test asks about a shop of its own.
  beforeEach(async () => {
    shop = await openShop(club.api);
  });
  afterEach(async () => {
    const now = await current();
    if (now.state === 'live') await end(now);
  });

  it('texts name the location of the purchase, and nothing that is not known', async () => {
    const title = { en: 'How was {location} for {first-name}{tier}?' };
    const questions = [{ kind: 'nps', key: 'score', title }];
    const distribution = { ...afterPurchase, locations: [shop.location.code] };
    survey = await makeSurvey(club.api, { questions }, { distribution });
    const anna = await willing();
    await invite(anna, await shop.sell(2900, anna.member.id));
    await expect.poll(() => club.mailbox.to(anna.member.email ?? '').length, { timeout: 15_000 }).toBe(1);
    const [mail] = club.mailbox.to(anna.member.email ?? '');
    expect(mail?.subject).toBe(`How was ${shop.location.name} for Anna?`);
    const path = `/me/surveys/${survey.id}`;
    const { body } = await send(club.api, 'get', path, { cookie: anna.cookie }).expect(200);
    expect(body.question.title.en).toBe(`How was ${shop.location.name} for Anna?`);
  });

  it('a member is asked once, by mail with the first question and in the portal', async () => {
    await publish();
    const anna = await willing();
    const address = anna.member.email ?? '';
    const sold = await shop.sell(2900, anna.member.id);
    await expect.poll(() => club.mailbox.to(address).length, { timeout: 15_000 }).toBe(1);
    const [mail] = club.mailbox.to(address);
    expect(mail?.subject).toBe('Would you recommend us?');
    expect(mail?.text).toContain(shop.location.name);
    for (const step of [0, 10])
      expect(mail?.text).toMatch(
        new RegExp(`^${step}: https?://[^/]+/survey/[\\w-]{43}\\?begun&answer=${step}$`, 'mu'),
      );
    expect(mail?.headers.map(({ key }) => key)).toContain('list-unsubscribe');
    expect(await hints(anna)).toMatchObject([{ id: survey.id, state: 'asked', thanksPoints: 25 }]);

    await invite(anna, sold);
    await invite(anna, await shop.sell(900, anna.member.id));
    expect(await asked()).toBe(1);
    expect(club.mailbox.to(address)).toHaveLength(1);
  });

  it('a member is asked only by what they agreed to, and not at all without a consent', async () => {
    await publish();
    const inPortal = await willing(['portal']);
    await invite(inPortal, await shop.sell(2900, inPortal.member.id));
    expect(await hints(inPortal)).toMatchObject([{ id: survey.id }]);
    const nobody = await willing([]);
    await invite(nobody, await shop.sell(2900, nobody.member.id));
    const byMail = await willing(['email']);
    await invite(byMail, await shop.sell(2900, byMail.member.id));
    expect(await asked()).toBe(2);
    expect(await hints(byMail)).toEqual([]);
    const addresses = [inPortal, nobody].map(({ member }) => member.email ?? '');
    expect(addresses.flatMap((address) => club.mailbox.to(address))).toEqual([]);
  });

  it('a member is asked only by what the club asks by itself, not by what the team asks', async () => {
    await publish({ channels: ['tablet', 'telephone', 'link'] });
    const consent = {
      purpose: 'surveys',
      channel: 'telephone',
      granted: true,
      source: 'member',
      version: 1,
    } as const;
    const anna = await makeSignedInMember(club.api, { consents: [consent] });
    await invite(anna, await shop.sell(2900, anna.member.id));
    expect(await asked()).toBe(0);
  });

  it('nobody is asked about goods that came back, or after the end', async () => {
    await publish({ delayMinutes: 60 });
    const [anna, berta] = [await willing(), await willing()];
    const back = await shop.sell(2900, anna.member.id);
    const body = { lines: [{ line: 0, quantity: 1 }] };
    await send(club.api, 'post', `/purchases/${back.id}/returns`, { key: club.key, body })
      .set('idempotency-key', randomUUID())
      .expect(201);
    await invite(anna, back);
    const kept = await shop.sell(900, berta.member.id);
    await end(await current());
    await invite(berta, kept);
    expect(await asked()).toBe(0);
  });

  it('nobody more is asked once there are enough answers', async () => {
    await publish({ quota: 1, delayMinutes: 60 });
    const [anna, berta] = [await willing(), await willing()];
    await invite(anna, await shop.sell(900, anna.member.id));
    const answers = { version: 1, answers: { score: 9 }, complete: true };
    await send(club.api, 'post', `/surveys/${survey.id}/responses`, { cookie: anna.cookie, body: answers })
      .set('origin', club.api.url)
      .expect(200);
    await invite(berta, await shop.sell(900, berta.member.id));
    expect(await asked()).toBe(1);
  });

  it('a low score becomes a task that names the purchase', async () => {
    await publish({ delayMinutes: 60 });
    const anna = await willing();
    const sold = await shop.sell(900, anna.member.id, 'R-4711');
    await invite(anna, sold);
    const answers = { version: 1, answers: { score: 3 }, complete: true };
    await send(club.api, 'post', `/surveys/${survey.id}/responses`, { cookie: anna.cookie, body: answers })
      .set('origin', club.api.url)
      .expect(200);
    const tasks = async (): Promise<object[]> =>
      (await send(club.api, 'get', '/tasks?kind=survey-call-back&state=open', { key: club.key }).expect(200))
        .body.data;
    await expect.poll(tasks, { timeout: 15_000 }).toHaveLength(1);
    expect(await tasks()).toMatchObject([
      { purchase: { id: sold.id, receipt: 'R-4711' }, location: { name: shop.location.name } },
    ]);
  });

  it('a member is asked about another survey when the rest that the club wants is over', async () => {
    await changeClub(club.api, { surveyRestDays: 3 });
    await publish({ delayMinutes: 60 });
    const anna = await willing(['portal']);
    await invite(anna, await shop.sell(900, anna.member.id));
    await end(await current());
    await publish({ delayMinutes: 60 });
    const later = await shop.sell(900, anna.member.id);
    club.api.clock.advance({ days: 2 });
    await invite(anna, later);
    expect(await asked()).toBe(0);
    club.api.clock.advance({ days: 1 });
    await invite(anna, later);
    expect(await asked()).toBe(1);
  });

  it('members who visit the portal are not asked before they buy', async () => {
    await publish();
    expect(await hints(await willing())).toEqual([]);
  });
});

describe('a personal link', () => {
  beforeAll(async () => {
    shop = await openShop(club.api);
    await publish({ delayMinutes: 60 });
  });
  afterAll(async () => end(await current()));

  const asked = async (): Promise<{ anna: SignedInMember; token: string }> => {
    const anna = await willing();
    await invite(anna, await shop.sell(900, anna.member.id));
    return { anna, token: await club.mailbox.link(anna.member.email ?? '', '/survey') };
  };
  const path = (token: string): string => `/surveys/links/${token}`;
  const open = (token: string, query = '') => send(club.api, 'get', `${path(token)}${query}`);
  const answer = (token: string, answers: object, complete = false) =>
    send(club.api, 'post', `${path(token)}/responses`, { body: { version: 1, answers, complete } });
  const results = async () =>
    (await send(club.api, 'get', `/surveys/${survey.id}/results`, { key: club.key }).expect(200)).body;

  it('answers without signing in, goes on elsewhere until it is sent, and counts and thanks once', async () => {
    const { anna, token } = await asked();
    // A scanner of mails opens all links.
    const before = await results();
    await Promise.all([open(token), open(token), club.api.http.head(`/api/v1${path(token)}`)]);
    expect(await hints(anna)).toMatchObject([{ state: 'asked' }]);
    await answer(token, { score: 8 }).expect(200);
    const signedIn = await send(club.api, 'get', `/me/surveys/${survey.id}`, anna).expect(200);
    expect(signedIn.body).toMatchObject({ state: 'started', named: true, question: { key: 'reasons' } });
    expect((await open(token, '?question=score').expect(200)).body.question.answer).toBe(8);

    // Two devices at once, and a form that was sent twice.
    const all = { score: 8, reasons: null, why: 'Beans' };
    const sent = await Promise.all([answer(token, all, true), answer(token, all, true)]);
    expect(sent.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'sent'],
      [200, 'sent'],
    ]);
    await expectProblem(answer(token, { score: 2 }, true), 409, 'survey-already-sent');
    const after = await open(token, '?question=why').expect(200);
    expect(after.body).toMatchObject({ state: 'sent', question: null, thanksPoints: 25 });
    expect(after.text).not.toContain('Beans');
    const points = async (): Promise<number> =>
      (await club.api.client({ cookie: anna.cookie }).call(getOwnPoints)).available;
    const thanked = async (): Promise<boolean> => (await open(token)).body.thanked;
    await expect.poll(thanked, { timeout: 15_000 }).toBe(true);
    const once = await points();
    await answer(token, all, true).expect(200);
    expect(await points()).toBe(once);
    const { started, sent: counted } = await results();
    expect([started - before.started, counted - before.sent]).toEqual([1, 1]);
  });

  it('is refused when it is forged or cut, or its member has left', async () => {
    const { anna, token } = await asked();
    for (const wrong of [token.slice(0, 10), token.slice(1), `${token.slice(0, -1)}~`, 'x'.repeat(43)])
      await expectProblem(answer(wrong, { score: 9 }), 404, 'not-found');
    await expectProblem(answer(token, { score: 11 }), 400, 'invalid-request', '/answers/score');
    await send(club.api, 'post', `/members/${anna.member.id}/close`, {
      key: club.key,
      body: { reason: 'asked' },
    }).expect(200);
    await expectProblem(open(token), 404, 'not-found');
    await expectProblem(answer(token, { score: 9 }), 404, 'not-found');
  });

  it('ends when its member has another address', async () => {
    const { anna, token } = await asked();
    await answer(token, { score: 9 }).expect(200);
    const path = `/members/${anna.member.id}`;
    const { key } = club;
    const { version } = (await send(club.api, 'get', path, { key }).expect(200)).body;
    const body = { email: `${randomUUID()}@member.example` };
    await send(club.api, 'patch', path, { key, version, body }).expect(200);
    await expectProblem(open(token), 404, 'not-found');
    await expectProblem(answer(token, { score: 2 }, true), 404, 'not-found');
    const { body: own } = await send(club.api, 'get', `/me/surveys/${survey.id}`, anna).expect(200);
    expect(own).toMatchObject({ state: 'started' });
  });

  it('ends with its survey', async () => {
    const { token } = await asked();
    await answer(token, { score: 9 }).expect(200);
    await end(await current());
    await expectProblem(open(token), 409, 'survey-not-open');
    await expectProblem(answer(token, { score: 9 }, true), 409, 'survey-not-open');
    await publish({ delayMinutes: 60 });
  });
});

describe('a distribution', () => {
  it.each<[string, object, string]>([
    ['by mail without a purchase', { channels: ['email'] }, '/distribution/channels'],
    ['a delay without a purchase', { delayMinutes: 5 }, '/distribution/delayMinutes'],
    ['an unknown location', { trigger: 'purchase', locations: [randomUUID()] }, '/distribution/locations/0'],
    ['more than all', { share: 101 }, '/distribution/share'],
    ['no channel', { channels: [] }, '/distribution/channels'],
  ])('refuses %s', async (_, distribution, pointer) => {
    const questions = [{ kind: 'nps', key: 'score', title: { en: 'Would you?' } }];
    const body = { name: { en: 'Survey' }, definition: { questions }, distribution };
    const request = send(club.api, 'post', '/surveys', { key: club.key, body });
    await expectProblem(request, 400, 'invalid-request', pointer);
  });
});

describe('what the club changed because of a survey', () => {
  const news = (path = '') => `/surveys/${survey.id}/news${path}`;
  const answerAs = async ({ cookie }: SignedInMember): Promise<void> => {
    await send(club.api, 'get', '/me/surveys', { cookie }).expect(200);
    const body = { version: 1, answers: { score: 3 }, complete: true };
    await send(club.api, 'post', `/surveys/${survey.id}/responses`, { cookie, body })
      .set('origin', club.api.url)
      .expect(200);
  };
  const heard = async ({ cookie }: SignedInMember): Promise<{ id: string; text: object }[]> =>
    (await send(club.api, 'get', '/me/survey-news', { cookie }).expect(200)).body.data;

  it('is told once to those who answered and may still be told, and they put it away', async () => {
    survey = await makeSurvey(club.api);
    const [anna, bert, cleo, dora] = [
      await willing(),
      await willing(['portal']),
      await willing(),
      await willing(),
    ];
    for (const member of [anna, bert, cleo]) await answerAs(member);
    const { key } = club;
    const consents = all.map((channel) => ({ purpose: 'surveys', channel, granted: false }));
    const path = `/members/${cleo.member.id}/consents`;
    await send(club.api, 'put', path, { key, body: { consents } }).expect(200);
    const body = { text: { en: 'Two tills more in the morning.' } };
    const { body: draft } = await send(club.api, 'post', news(), { key, body }).expect(201);
    expect(draft).toMatchObject({ sentAt: null, receivers: 3, told: 0 });
    const better = { text: { en: 'Two more tills in the morning.' } };
    await send(club.api, 'put', news(`/${draft.id}`), { key, body: better }).expect(200);
    expect(await heard(anna)).toEqual([]);

    await send(club.api, 'post', news(`/${draft.id}/send`), { key }).expect(200);
    await expect.poll(() => heard(anna), { timeout: 15_000 }).toHaveLength(1);
    const address = anna.member.email ?? '';
    await expect.poll(() => club.mailbox.to(address).length, { timeout: 15_000 }).toBe(1);
    expect(club.mailbox.to(address)[0]).toMatchObject({ subject: 'Das haben wir wegen dir geändert' });
    expect(await heard(bert)).toMatchObject([better]);
    for (const member of [cleo, dora]) expect(await heard(member)).toEqual([]);
    const { body: listed } = await send(club.api, 'get', news(), { key }).expect(200);
    expect(listed.data).toMatchObject([{ receivers: 3, told: 2 }]);

    // Once sent, it stays.
    const sent = [
      send(club.api, 'post', news(`/${draft.id}/send`), { key }),
      send(club.api, 'put', news(`/${draft.id}`), { key, body }),
      send(club.api, 'delete', news(`/${draft.id}`), { key }),
    ];
    for (const again of sent) await expectProblem(again, 409, 'survey-news-sent');

    const away = `/me/survey-news/${draft.id}/dismiss`;
    const put = ({ cookie }: SignedInMember) =>
      send(club.api, 'post', away, { cookie }).set('origin', club.api.url);
    await put(anna).expect(204);
    expect(await heard(anna)).toEqual([]);
    await expectProblem(put(dora), 404, 'not-found');
    const { body: other } = await send(club.api, 'post', news(), { key, body }).expect(201);
    await send(club.api, 'delete', news(`/${other.id}`), { key }).expect(204);
    await expectProblem(send(club.api, 'delete', news(`/${other.id}`), { key }), 404, 'not-found');
    await end(await current());
  });
});
