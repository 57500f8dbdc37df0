import { randomUUID } from 'node:crypto';
import { getMemberPoints, type OwnSurvey, type Survey, type SurveyResults } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeSurvey, makeWillingMember, reasons, score, why } from '../support/makers/surveys.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());
// Members are asked for one survey only, so each test has its own.
beforeEach(async () => {
  const { body } = await send(api, 'get', '/surveys?limit=200', { key }).expect(200);
  for (const { id, version, state } of body.data as Survey[])
    if (state === 'live') await send(api, 'post', `/surveys/${id}/end`, { key, version }).expect(200);
});

const questions = [score, reasons, why];
const draft = { name: { en: 'Survey' }, definition: { questions } };
const ask = async ({ cookie }: SignedInMember): Promise<{ data: { id: string }[]; permission: object }> =>
  (await send(api, 'get', '/me/surveys', { cookie }).expect(200)).body;
const answer = ({ cookie }: SignedInMember, id: string, answers: object, more: object = {}) =>
  send(api, 'post', `/surveys/${id}/responses`, { cookie, body: { version: 1, answers, ...more } }).set(
    'origin',
    api.url,
  );
const screen = async ({ cookie }: SignedInMember, id: string, query = ''): Promise<OwnSurvey> =>
  (await send(api, 'get', `/me/surveys/${id}${query}`, { cookie }).expect(200)).body;
const resultsOf = async (id: string, query = ''): Promise<SurveyResults> =>
  (await send(api, 'get', `/surveys/${id}/results${query}`, { key }).expect(200)).body;
/** So many members answer. */
const answered = async (id: string, scores: readonly number[]): Promise<void> => {
  for (const each of scores) {
    const member = await makeWillingMember(api);
    await ask(member);
    await answer(member, id, { score: each }, { complete: true }).expect(200);
  }
};

describe('the club', () => {
  it('publishes versions that never change', async () => {
    const { body } = await send(api, 'post', '/surveys', { key, body: draft }).expect(201);
    expect(body).toMatchObject({ state: 'draft', published: null, changed: true, faults: [] });
    const path = `/surveys/${body.id}`;
    await expectProblem(send(api, 'post', `${path}/publish`, { key, version: 9 }), 412, 'version-changed');
    const publish = () => send(api, 'post', `${path}/publish`, { key, version: body.version });
    const both = await Promise.all([publish(), publish()]);
    const [first, late] = both.toSorted((one, other) => one.status - other.status);
    expect(first).toMatchObject({ status: 200, body: { state: 'live', published: 1, changed: false } });
    expect(late).toMatchObject({ status: 412, body: { type: expect.stringContaining('version-changed') } });
    const content = { ...draft, definition: { questions: [score] } };
    const version = first?.body.version;
    const changed = await send(api, 'put', path, { key, version, body: content }).expect(200);
    expect(changed.body).toMatchObject({ state: 'live', published: 1, changed: true });
    const member = await makeWillingMember(api);
    await ask(member);
    expect(await screen(member, body.id)).toMatchObject({ version: 1, left: 3 });
    const next = { key, version: changed.body.version };
    await send(api, 'post', `${path}/publish`, next).expect(200);
    // Members who have not begun answer the newest questions.
    expect(await screen(member, body.id)).toMatchObject({ version: 2, left: 1 });
    await expectProblem(answer(member, body.id, { score: 9 }), 409, 'survey-other-version');
  });

  it('reads what keeps a draft from being published', async () => {
    const definition = {
      questions: [
        { ...score, next: [{ to: 'gone' }] },
        { ...why, title: { en: '{answer:x}' } },
      ],
    };
    const body = { ...draft, definition };
    const created = (await send(api, 'post', '/surveys', { key, body }).expect(201)).body as Survey;
    const pointers = created.faults.map(({ pointer }) => pointer);
    expect(pointers).toEqual([
      '/definition/questions/0/next/0/to',
      '/definition/questions/1/title/en',
      '/definition/questions/1',
    ]);
    const publish = send(api, 'post', `/surveys/${created.id}/publish`, { key, version: created.version });
    await expectProblem(publish, 400, 'invalid-request', ...pointers);
  });

  it.each<[string, object, string]>([
    [
      'a thousand options',
      { definition: { questions: [{ ...reasons, options: Array(1000).fill(reasons.options[0]) }] } },
      '/definition/questions/0/options',
    ],
    ['no question', { definition: { questions: [] } }, '/definition/questions'],
    [
      'an unknown kind',
      { definition: { questions: [{ ...score, kind: 'matrix' }] } },
      '/definition/questions/0/kind',
    ],
    [
      'an end before its start',
      { startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' },
      '/endsAt',
    ],
    ['an audience of lines', { audience: { fact: 'line.sku', op: 'is', value: 'A' } }, '/audience/fact'],
  ])('refuses %s', async (_, part, pointer) => {
    await expectProblem(
      send(api, 'post', '/surveys', { key, body: { ...draft, ...part } }),
      400,
      'invalid-request',
      pointer,
    );
  });
});

describe('a member', () => {
  it('is asked only with a consent, and reads why', async () => {
    await makeSurvey(api);
    const never = await makeSignedInMember(api);
    expect(await ask(never)).toMatchObject({
      data: [],
      permission: { allowed: false, reason: 'never-asked' },
    });
    const willing = await makeWillingMember(api);
    expect(await ask(willing)).toMatchObject({
      data: [{ state: 'asked', questions: 3 }],
      permission: { allowed: true, basis: 'consent' },
    });
  });

  it('is asked for one survey in 30 days, and only for those that are for them', async () => {
    const forCzechs = { audience: { fact: 'member.language', op: 'is', value: 'cs' } };
    await makeSurvey(api, {}, forCzechs);
    const first = await makeSurvey(api);
    const second = await makeSurvey(api);
    const member = await makeWillingMember(api);
    const asked = await Promise.all(Array.from({ length: 4 }, () => ask(member)));
    for (const { data } of asked) expect(data).toMatchObject([{ id: first.id }]);
    await expectProblem(answer(member, second.id, { score: 9 }), 404, 'not-found');
    const { cookie } = member;
    await expectProblem(send(api, 'get', `/me/surveys/${second.id}`, { cookie }), 404, 'not-found');
  });

  it('answers one question after the other, goes back, and reads what was said before', async () => {
    const { id } = await makeSurvey(api);
    const member = await makeWillingMember(api);
    await ask(member);
    const first = await answer(member, id, { score: 4 }).expect(200);
    expect(first.body).toMatchObject({
      state: 'started',
      answered: 1,
      left: 2,
      question: { key: 'reasons', title: { en: 'What made it a 4, Anna?' }, before: 'score', other: true },
    });
    await answer(member, id, { reasons: { choices: ['coffee'], other: 'The music' } }).expect(200);
    expect(await screen(member, id)).toMatchObject({ question: { key: 'why', last: true } });
    expect(await screen(member, id, '?question=reasons')).toMatchObject({
      question: { key: 'reasons', answer: { choices: ['coffee'], other: 'The music' } },
    });
    const { cookie } = member;
    await expectProblem(send(api, 'get', `/me/surveys/${id}?question=why`, { cookie }), 404, 'not-found');
  });

  it('leaves out questions on other branches, also those answered before', async () => {
    const when = { fact: 'answer.number', key: 'score', op: 'at-least', value: 9 };
    const { id } = await makeSurvey(api, {
      questions: [{ ...score, next: [{ when, to: 'why' }] }, reasons, why],
    });
    const member = await makeWillingMember(api);
    await ask(member);
    await answer(member, id, { score: 4, reasons: { choices: ['coffee'] } }).expect(200);
    const sent = await answer(member, id, { score: 10 }, { complete: true }).expect(200);
    expect(sent.body).toMatchObject({ state: 'sent', question: null, answered: 2 });
    const { questions: counted } = await resultsOf(id);
    expect(counted.map((each) => each.answered + each.skipped)).toEqual([1, 0, 1]);
  });

  it('is thanked once, whatever was answered, and double sends count once', async () => {
    const { id } = await makeSurvey(api, { thanksPoints: 25 });
    const member = await makeWillingMember(api);
    await ask(member);
    const body = { score: 0, why: 'Too loud' };
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => answer(member, id, body, { complete: true })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const points = () =>
      api.client({ apiKey: key }).call(getMemberPoints, { params: { id: member.member.id } });
    await expect.poll(points, { timeout: 15_000 }).toMatchObject({ available: 25 });
    await expectProblem(answer(member, id, { score: 10 }), 409, 'survey-already-sent');
    const { body: activity } = await send(api, 'get', '/me/activity', member).expect(200);
    expect(activity.data).toMatchObject([
      { points: 25, explanation: [{ title: 'Umfrage', reason: 'Danke für deine Antworten' }] },
    ]);
    expect(await resultsOf(id)).toMatchObject({ asked: 1, started: 1, sent: 1 });
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an answer of another scale', { score: 11 }, '/answers/score'],
    ['words for a number', { score: 'nine' }, '/answers/score'],
    ['an unknown question', { score: 9, gone: 1 }, '/answers/gone'],
    ['an unknown option', { reasons: { choices: ['tea'] } }, '/answers/reasons/choices/0'],
    ['an unfinished survey', { reasons: { choices: ['coffee'] } }, '/answers/score'],
    ['hidden characters', { why: 'a\u202Eb' }, '/answers/why'],
  ])('cannot send %s', async (_, answers, pointer) => {
    const { id } = await makeSurvey(api);
    const member = await makeWillingMember(api);
    await ask(member);
    await expectProblem(answer(member, id, answers, { complete: true }), 400, 'invalid-request', pointer);
    expect(await screen(member, id)).toMatchObject({ state: 'asked', answered: 0 });
  });

  it('sends nothing to a survey that is over', async () => {
    const { id, version } = await makeSurvey(api);
    const member = await makeWillingMember(api);
    await ask(member);
    await send(api, 'post', `/surveys/${id}/end`, { key, version }).expect(200);
    await expectProblem(answer(member, id, { score: 9 }), 409, 'survey-not-open');
    expect((await ask(member)).data).toEqual([]);
  });

  it('finds what they said in their copy', async () => {
    const { id } = await makeSurvey(api);
    const member = await makeWillingMember(api);
    await ask(member);
    await answer(member, id, { score: 9, why: 'Good beans' }, { complete: true }).expect(200);
    const { text } = await send(api, 'get', '/me/data', member).expect(200);
    expect(text).toContain('Good beans');
  });
});

describe('results', () => {
  it('are no figure under ten answers, and say how far members came', async () => {
    const { id } = await makeSurvey(api);
    await answered(id, [9, 9, 3, 7]);
    const stopped = await makeWillingMember(api);
    await ask(stopped);
    await answer(stopped, id, { score: 8 }).expect(200);
    expect(await resultsOf(id)).toMatchObject({
      nps: null,
      reason: 'too-few',
      asked: 5,
      started: 5,
      sent: 4,
      version: 1,
      versions: [{ version: 1, sent: 4 }],
      questions: [
        { key: 'score', answered: 4, reason: 'too-few', nps: null, mean: null, distribution: null },
        { key: 'reasons', answered: 0, skipped: 4, left: 1 },
        { key: 'why' },
      ],
    });
  });

  it('are the score with its interval, the mean and the distribution, and the change', async () => {
    const { id } = await makeSurvey(api);
    await answered(id, [...Array<number>(5).fill(3), ...Array<number>(6).fill(9)]);
    const [first] = (await resultsOf(id)).questions;
    expect(first).toMatchObject({
      reason: null,
      withCare: true,
      mean: 6.27,
      nps: { score: 9.1, counts: { detractors: 5, passives: 0, promoters: 6 }, change: null },
    });
    expect(first?.distribution?.[3]).toEqual({ value: '3', text: null, count: 5 });
    expect(first?.nps?.low).toBeLessThan(-30);
    expect((await resultsOf(id, '?version=1')).nps).toBe(9.1);
    expect((await resultsOf(id, '?days=7')).questions[0]?.nps?.change).toBeNull();
    await expectProblem(send(api, 'get', `/surveys/${id}/results?version=2`, { key }), 404, 'not-found');
    await expectProblem(send(api, 'get', `/surveys/${randomUUID()}/results`, { key }), 404, 'not-found');
  });
});
