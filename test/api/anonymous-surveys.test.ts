import { randomBytes } from 'node:crypto';
import type { OwnSurvey, Survey } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { settledDigest } from '../support/database-digest.ts';
import { makeKey } from '../support/makers.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeSurvey, makeSurveyLink, makeWillingMember, score, why } from '../support/makers/surveys.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const anonymous = { anonymous: true, callBackUpTo: null };
const questions = [score, why];

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

const newToken = (): string => randomBytes(32).toString('base64url');
const ask = ({ cookie }: SignedInMember) => send(api, 'get', '/me/surveys', { cookie }).expect(200);
const begin = ({ cookie }: SignedInMember, { id }: Survey, token: string) =>
  send(api, 'post', `/surveys/${id}/anonymous`, { cookie, body: { token } }).set('origin', api.url);
const answer = (token: string, answers: object, more: object = {}) =>
  send(api, 'post', `/surveys/links/${token}/responses`, { body: { version: 1, answers, ...more } }).set(
    'origin',
    api.url,
  );
const screen = async (token: string): Promise<OwnSurvey> =>
  (await send(api, 'get', `/surveys/links/${token}`, {}).expect(200)).body;
const own = async ({ cookie }: SignedInMember, { id }: Survey): Promise<OwnSurvey> =>
  (await send(api, 'get', `/me/surveys/${id}`, { cookie }).expect(200)).body;
const asked = async (survey: Survey): Promise<SignedInMember> => {
  const member = await makeWillingMember(api);
  expect((await ask(member)).body.data).toMatchObject([{ id: survey.id }]);
  return member;
};
/** One member from the question to the last answer. */
const sent = async (survey: Survey, value: number): Promise<void> => {
  const token = newToken();
  await begin(await asked(survey), survey, token).expect(204);
  await answer(token, { score: value, why: 'It was fine' }, { complete: true }).expect(200);
};

/** Every row of every table, as text. */
const everything = async (): Promise<ReadonlySet<string>> => {
  const tables = await rowsOf<{ name: string }>(
    api,
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const all = await rowsOf<{ row: string }>(api, `select row_to_json(t)::text as row from ${name} t`);
      return all.map(({ row }) => `${name} ${row}`);
    }),
  );
  return new Set(rows.flat());
};

describe('an anonymous survey', () => {
  it('ticks the member off and is answered by a link of its own', async () => {
    const survey = await makeSurvey(api, { questions }, anonymous);
    const anna = await asked(survey);
    expect(await own(anna, survey)).toMatchObject({
      state: 'asked',
      anonymous: true,
      question: null,
      left: 2,
    });
    const answers = { version: 1, answers: { score: 3 } };
    const { cookie } = anna;
    const named = send(api, 'post', `/surveys/${survey.id}/responses`, { cookie, body: answers });
    await expectProblem(named.set('origin', api.url), 409, 'survey-anonymous');

    const token = newToken();
    await Promise.all([begin(anna, survey, token).expect(204), begin(anna, survey, token).expect(204)]);
    await expectProblem(begin(anna, survey, newToken()), 409, 'survey-begun');
    expect(await own(anna, survey)).toMatchObject({ state: 'ticked', question: null });
    expect((await ask(anna)).body.data).toEqual([]);

    expect(await screen(token)).toMatchObject({
      state: 'asked',
      anonymous: true,
      question: { key: 'score' },
    });
    expect((await answer(token, { score: 3 }).expect(200)).body).toMatchObject({ question: { key: 'why' } });
    await answer(token, { why: 'Too loud' }, { complete: true }).expect(200);
    await answer(token, { why: 'Too loud' }, { complete: true }).expect(200);
    await expectProblem(answer(token, { score: 9 }), 409, 'survey-already-sent');
    const { body } = await send(api, 'get', `/surveys/${survey.id}`, { key }).expect(200);
    expect(body.figures).toEqual({ asked: 1, sent: 1, replied: 1 });
  });

  it('leaves no row that names the member or the moment of an answer', async () => {
    const survey = await makeSurvey(api, { questions }, anonymous);
    const anna = await asked(survey);
    const token = newToken();
    // What follows the joining of the member may still be written.
    await settledDigest(api);
    await jobsEnd(api);
    const before = await everything();
    await begin(anna, survey, token).expect(204);
    const begun = await everything();
    api.clock.advance({ minutes: 7 });
    await answer(token, { score: 3 }).expect(200);
    await answer(token, { why: 'Too loud' }, { complete: true }).expect(200);
    await jobsEnd(api);
    const after = await everything();

    const changed = (now: ReadonlySet<string>, then: ReadonlySet<string>) =>
      [...now].filter((row) => !then.has(row));
    const {
      id,
      cardNumber = '',
      email,
    } = anna.member as { id: string; cardNumber?: string; email: string | null };
    const names = [id, cardNumber, email ?? '', token].filter((name) => name !== '');
    const namesSomeone = (row: string) => names.some((name) => row.includes(name));
    // The beginning ticks the member off, and names nobody besides.
    const ticked = changed(begun, before).filter(namesSomeone);
    expect(ticked).toHaveLength(1);
    expect(ticked[0]).toContain('"state":"ticked"');
    // The answering changes no row that names the member.
    const answered = changed(after, begun);
    expect(answered.filter(namesSomeone)).toEqual([]);
    const [response] = answered.filter((row) => row.startsWith('survey_responses '));
    const [row] = await rowsOf<{ id: string; times: string[] }>(
      api,
      `select id, array[asked_at, touched_at, sent_at]::text[] as times from survey_responses where mode = 'anonymous' and survey_id = $1`,
      [survey.id],
    );
    expect(response).toContain(row?.id);
    // Version 4: by chance. Version 7 begins with the moment.
    expect(row?.id[14]).toBe('4');
    const midnights = await rowsOf<{ at: string }>(
      api,
      `select to_char(a.answered_at at time zone 'Europe/Vienna', 'HH24:MI:SS.US') as at from survey_answers a where a.survey_id = $1
       union all select to_char(unnest(array[asked_at, touched_at, sent_at]) at time zone 'Europe/Vienna', 'HH24:MI:SS.US') from survey_responses
       where mode = 'anonymous' and survey_id = $1`,
      [survey.id],
    );
    expect(new Set(midnights.map(({ at }) => at))).toEqual(new Set(['00:00:00.000000']));
    expect(midnights).toHaveLength(5);
    // No event, no job, no log of changes: they have moments.
    expect(answered.map((each) => each.split(' ')[0]).sort()).toEqual([
      'survey_answers',
      'survey_answers',
      'survey_responses',
    ]);
    // Nothing to erase, and the copy says only that the member was asked.
    const copy = await send(api, 'get', '/me/data', { cookie: anna.cookie }).expect(200);
    expect(JSON.stringify(copy.body)).not.toContain(row?.id);
  });

  it('begins with a personal link too, and thanks with a code that everyone has', async () => {
    const coupon = await makeCoupon(api);
    const survey = await makeSurvey(
      api,
      { questions, thanks: { title: { en: 'Thank you' } } },
      { ...anonymous, thanksCouponId: coupon.id },
    );
    const anna = await asked(survey);
    const link = await makeSurveyLink(api, survey, anna);
    expect(await screen(link)).toMatchObject({ anonymous: true, question: null, thanksCode: null });
    await expectProblem(answer(link, { score: 9 }), 409, 'survey-anonymous');
    const token = newToken();
    const beginning = { body: { token } };
    await send(api, 'post', `/surveys/links/${link}/anonymous`, beginning).set('origin', api.url).expect(204);
    expect(await screen(link)).toMatchObject({ state: 'ticked', question: null });
    expect(await screen(token)).toMatchObject({ thanksCode: null });
    const { body } = await answer(token, { score: 9 }, { complete: true }).expect(200);
    expect(body).toMatchObject({ state: 'sent', thanksCode: coupon.code, thanksPoints: null });
    // A link of answers begins nothing.
    const again = send(api, 'post', `/surveys/links/${token}/anonymous`, { body: { token: newToken() } });
    await expectProblem(again.set('origin', api.url), 404, 'not-found');
  });

  it('shows no answer before there are five', async () => {
    const survey = await makeSurvey(api, { questions }, anonymous);
    const listed = async () =>
      (await send(api, 'get', `/surveys/${survey.id}/responses`, { key }).expect(200)).body.data as object[];
    const tags = async () => (await send(api, 'get', `/surveys/${survey.id}/tags`, { key }).expect(200)).body;
    for (const value of [9, 3, 7, 10]) await sent(survey, value);
    expect(await listed()).toEqual([]);
    expect(await tags()).toMatchObject({ comments: 0 });
    await sent(survey, 8);
    expect(await listed()).toHaveLength(5);
    for (const each of await listed())
      expect(each).toMatchObject({ member: null, location: null, tier: null });
    expect(await tags()).toMatchObject({ comments: 5 });
    const results = await send(api, 'get', `/surveys/${survey.id}/results`, { key }).expect(200);
    expect(results.body).toMatchObject({ asked: 5, started: 5, sent: 5, nps: null, reason: 'too-few' });
  });

  it.each<[string, object, object, string]>([
    ['points as thanks', { thanksPoints: 5 }, {}, '/definition/thanksPoints'],
    ['calls back', {}, { callBackUpTo: 6 }, '/callBackUpTo'],
    ['an unknown coupon', {}, { thanksCouponId: '01a0a0a0-0000-7000-8000-000000000000' }, '/thanksCouponId'],
  ])('refuses %s', async (_, definition, settings, pointer) => {
    const body = {
      name: { en: 'Survey' },
      definition: { questions, ...definition },
      ...anonymous,
      ...settings,
    };
    await expectProblem(send(api, 'post', '/surveys', { key, body }), 400, 'invalid-request', pointer);
  });

  it('stays anonymous once it is published, and so does one with names', async () => {
    for (const settings of [anonymous, { anonymous: false }]) {
      const { id, version, name, definition } = await makeSurvey(api, { questions }, settings);
      const body = { name, definition, callBackUpTo: null, anonymous: !settings.anonymous };
      const changing = send(api, 'put', `/surveys/${id}`, { key, version, body });
      await expectProblem(changing, 400, 'invalid-request', '/anonymous');
    }
  });

  it('is answered by nobody with a forged token', async () => {
    await expectProblem(answer(newToken(), { score: 9 }), 404, 'not-found');
    const survey = await makeSurvey(api, { questions }, anonymous);
    const anna = await asked(survey);
    await expectProblem(begin(anna, survey, 'short'), 400, 'invalid-request', '/token');
    const named = await makeSurvey(api, { questions });
    await expectProblem(begin(anna, named, newToken()), 404, 'not-found');
  });
});
