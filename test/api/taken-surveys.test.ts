import { randomUUID } from 'node:crypto';
import {
  getMemberPoints,
  listTasks,
  type listTelephoneSurveys,
  type ReplyOf,
  type Survey,
  type SurveyResponse,
  type TabletSurvey,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeSurvey, makeWillingMember, reasons, score, why } from '../support/makers/surveys.ts';
import { rowsOf } from '../support/rows.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let here: { id: string; code: string };
let elsewhere: { id: string; code: string };
let cashier: SignedIn;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  here = await makeLocation(api, { name: 'Wien 1' });
  elsewhere = await makeLocation(api, { name: 'Wien 2' });
  cashier = await makeStaff(api, ['cashier'], { locationIds: [here.id] });
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

const hour = 3_600_000;
/** By the clock of the server, which stands still. */
const ago = (milliseconds: number): string => new Date(api.clock.now() - milliseconds).toISOString();
const byStaff = ({ cookie }: SignedIn, path: string, body: object) =>
  send(api, 'post', path, { cookie, body }).set('origin', api.url);
const end = async ({ id }: Survey): Promise<void> => {
  const { body } = await send(api, 'get', `/surveys/${id}`, { key }).expect(200);
  await send(api, 'post', `/surveys/${id}/end`, { key, version: body.version }).expect(200);
};
const republish = async ({ id }: Survey, questions: readonly object[]): Promise<void> => {
  const path = `/surveys/${id}`;
  const { body: now } = await send(api, 'get', path, { key }).expect(200);
  const { name, distribution, audience, callBackUpTo } = now;
  const body = { name, distribution, audience, callBackUpTo, definition: { questions } };
  const saved = await send(api, 'put', path, { key, version: now.version, body }).expect(200);
  await send(api, 'post', `${path}/publish`, { key, version: saved.body.version }).expect(200);
};
const answersTo = async ({ id }: Survey): Promise<SurveyResponse[]> =>
  (await send(api, 'get', `/surveys/${id}/responses`, { key }).expect(200)).body.data;

describe('on a tablet', () => {
  const onTablets = (settings: object = {}, definition: object = {}) =>
    makeSurvey(api, definition, { distribution: { channels: ['tablet'] }, ...settings });
  const whole = (more: object = {}) => ({
    id: randomUUID(),
    version: 1,
    location: here.code,
    answeredAt: ago(1000),
    answers: { score: 9, reasons: { choices: ['coffee'] }, why: 'The crema' },
    ...more,
  });
  const take = (survey: { id: string }, body: object, who = cashier) =>
    byStaff(who, `/surveys/${survey.id}/taken`, body);
  const listed = async (code: string): Promise<TabletSurvey[]> =>
    (await send(api, 'get', `/tablet-surveys?location=${code}`, { cookie: cashier.cookie }).expect(200)).body
      .data;

  it('are listed those that are for tablets of the location, with their questions', async () => {
    const everywhere = await onTablets();
    const onlyHere = await onTablets({ distribution: { channels: ['tablet'], locations: [here.code] } });
    const notHere = await onTablets({ distribution: { channels: ['tablet'], locations: [elsewhere.code] } });
    const inPortal = await makeSurvey(api);
    const ended = await onTablets();
    await end(ended);
    const data = await listed(here.code);
    const ids = data.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([everywhere.id, onlyHere.id]));
    for (const { id } of [notHere, inPortal, ended]) expect(ids).not.toContain(id);
    expect(data.find(({ id }) => id === everywhere.id)).toMatchObject({
      version: 1,
      definition: { questions: [{ key: 'score' }, { key: 'reasons' }, { key: 'why' }] },
    });
    const path = `/tablet-surveys?location=${elsewhere.code}`;
    await expectProblem(send(api, 'get', path, { cookie: cashier.cookie }), 403, 'not-allowed', '/location');
  });

  it('are not asked in the portal', async () => {
    const survey = await onTablets();
    const { cookie } = await makeWillingMember(api);
    const { body } = await send(api, 'get', '/me/surveys', { cookie }).expect(200);
    const ids = (body.data as { id: string }[]).map(({ id }) => id);
    expect(ids).not.toContain(survey.id);
  });

  it('answers count once, without a member, at their location', async () => {
    const survey = await onTablets();
    const body = whole();
    const replies = await Promise.all([take(survey, body), take(survey, body), take(survey, body)]);
    for (const reply of replies) expect(reply.body).toEqual(replies[0].body);
    expect(replies[0].body).toMatchObject({ id: body.id, mode: 'tablet', version: 1, thanksPoints: null });
    expect((await take(survey, body).expect(200)).body).toEqual(replies[0].body);
    expect(await answersTo(survey)).toMatchObject([
      { id: body.id, member: null, location: { id: here.id }, score: { value: 9, part: 'promoter' } },
    ]);
    const stored = await rowsOf(api, 'select mode, taken_by, channels from survey_responses where id = $1', [
      body.id,
    ]);
    expect(stored).toEqual([{ mode: 'tablet', taken_by: expect.any(String), channels: ['tablet'] }]);
    for (const other of [{ answers: { score: 1 } }, { version: 2 }, { location: elsewhere.code }])
      await expectProblem(take(survey, { ...body, ...other }, manager), 409, 'survey-already-sent');
    expect(await answersTo(survey)).toHaveLength(1);
  });

  it('skips what was not answered on the way, and drops what is beside it', async () => {
    const jumps = {
      ...score,
      next: [{ when: { fact: 'answer.number', key: 'score', op: 'at-least', value: 9 }, to: 'why' }],
    };
    const survey = await onTablets({}, { questions: [jumps, reasons, why] });
    await take(survey, whole({ answers: { score: 9, reasons: { choices: ['coffee'] } } })).expect(200);
    const [{ answers } = { answers: [] }] = await answersTo(survey);
    expect(answers.map(({ question }) => question)).toEqual(['score']);
  });

  it.each<[string, { readonly before?: number; readonly [part: string]: unknown }, number, string, string?]>([
    ['an answer of another scale', { answers: { score: 11 } }, 400, 'invalid-request', '/answers/score'],
    ['nothing where an answer is needed', { answers: {} }, 400, 'invalid-request', '/answers/score'],
    ['a question that nobody asks', { answers: { score: 9, x: 1 } }, 400, 'invalid-request', '/answers/x'],
    ['another kind of answer', { answers: { score: 'nine' } }, 400, 'invalid-request', '/answers/score'],
    ['a time to come', { before: -hour }, 400, 'invalid-request', '/answeredAt'],
    ['a time long ago', { before: 8 * 24 * hour }, 400, 'invalid-request', '/answeredAt'],
    ['a version that was never published', { version: 7 }, 409, 'survey-other-version'],
    ['a location that nobody knows', { location: 'moon' }, 422, 'unknown-location', '/location'],
    ['an id that is none', { id: 'x' }, 400, 'invalid-request', '/id'],
  ])('refuses %s', async (_, { before, ...part }, status, code, pointer) => {
    const survey = await onTablets();
    const at = before === undefined ? {} : { answeredAt: ago(before) };
    await expectProblem(take(survey, whole({ ...part, ...at })), status, code, ...(pointer ? [pointer] : []));
    expect(await answersTo(survey)).toEqual([]);
  });

  it('refuses other locations, other surveys and other channels', async () => {
    const survey = await onTablets({ distribution: { channels: ['tablet'], locations: [elsewhere.code] } });
    await expectProblem(take(survey, whole({ location: elsewhere.code })), 403, 'not-allowed', '/location');
    await expectProblem(take(survey, whole()), 409, 'survey-not-open');
    await expectProblem(take(await makeSurvey(api), whole()), 409, 'survey-not-open');
    await expectProblem(take({ id: randomUUID() }, whole()), 404, 'not-found');
  });

  it('counts answers that were given before the end and come later, also above the quota', async () => {
    const distribution = { channels: ['tablet'], quota: 1 };
    const survey = await onTablets({ distribution, startsAt: ago(9 * hour) });
    await take(survey, whole()).expect(200);
    expect((await listed(here.code)).map(({ id }) => id)).not.toContain(survey.id);
    api.clock.advance({ minutes: 2 });
    await end(survey);
    api.clock.advance({ minutes: 2 });
    await take(survey, whole({ answeredAt: ago(hour / 20) })).expect(200);
    await take(survey, whole({ answeredAt: ago(6 * hour) })).expect(200);
    for (const answeredAt of [ago(1000), ago(10 * hour)])
      await expectProblem(take(survey, whole({ answeredAt })), 409, 'survey-not-open');
    const times = (await answersTo(survey)).map(({ sentAt }) => sentAt);
    expect(times).toHaveLength(3);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('takes the version that a tablet without a network still asks, for a week', async () => {
    const survey = await onTablets();
    await republish(survey, [why]);
    const other = take(survey, whole({ version: 2 }));
    await expectProblem(other, 400, 'invalid-request', '/answers/score', '/answers/reasons');
    await take(survey, whole({ version: 2, answers: { why: 'Quiet' } })).expect(200);
    await take(survey, whole()).expect(200);
    expect((await answersTo(survey)).map(({ version }) => version).toSorted()).toEqual([1, 2]);
    api.clock.advance({ days: 8 });
    // The sessions are over.
    cashier = await makeStaff(api, ['cashier'], { locationIds: [here.id] });
    manager = await makeStaff(api, ['manager']);
    await expectProblem(take(survey, whole()), 409, 'survey-other-version');
  });
});

describe('by telephone', () => {
  const byPhone = (definition: object = {}, settings: object = {}) =>
    makeSurvey(api, definition, { distribution: { channels: ['telephone'] }, ...settings });
  const willing = (more: object = {}) =>
    makeSignedInMember(api, {
      phone: `+4366${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`,
      consents: [{ purpose: 'surveys', channel: 'telephone', granted: true, source: 'member', version: 1 }],
      ...more,
    });
  const list = async (memberId: string): Promise<ReplyOf<typeof listTelephoneSurveys>> =>
    (await send(api, 'get', `/members/${memberId}/telephone-surveys`, { cookie: manager.cookie }).expect(200))
      .body;
  const take = (memberId: string, survey: Survey, body: object, who = manager) =>
    byStaff(who, `/members/${memberId}/telephone-surveys/${survey.id}/taken`, body);
  const whole = (more: object = {}) => ({ id: randomUUID(), version: 1, answers: { score: 3 }, ...more });

  it('asks a member who agreed, once, with who asked; thanks and calls back follow', async () => {
    const survey = await byPhone({ thanksPoints: 25 }, { callBackUpTo: 6 });
    const { member } = await willing();
    expect(await list(member.id)).toMatchObject({
      permission: { allowed: true, channel: 'telephone' },
      data: expect.arrayContaining([expect.objectContaining({ id: survey.id, reason: null })]),
    });
    const body = whole();
    const [first, second] = await Promise.all([
      take(member.id, survey, body).expect(200),
      take(member.id, survey, body).expect(200),
    ]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ mode: 'telephone', thanksPoints: 25 });
    await expectProblem(take(member.id, survey, whole()), 409, 'survey-not-allowed');
    await expectProblem(
      take(member.id, survey, { ...body, answers: { score: 9 } }),
      409,
      'survey-already-sent',
    );
    const another = await byPhone();
    const { data } = await list(member.id);
    const reasonsOf = new Map(data.map(({ id, reason }) => [id, reason]));
    expect([reasonsOf.get(survey.id), reasonsOf.get(another.id)]).toEqual(['asked-before', 'asked-lately']);
    await expectProblem(take(member.id, another, whole()), 409, 'survey-not-allowed');
    const client = api.client({ cookie: manager.cookie });
    await vi.waitFor(
      async () => {
        const points = await client.call(getMemberPoints, { params: { id: member.id } });
        expect(points.available).toBe(25);
        const { data: tasks } = await client.call(listTasks, { query: { limit: 200 } });
        expect(tasks.filter(({ kind }) => kind === 'survey-call-back')).toHaveLength(1);
      },
      { timeout: 10_000 },
    );
    const [row] = await rowsOf<{ name: string }>(
      api,
      `select a.display_name as name from survey_responses r join accounts a on a.id = r.taken_by where r.id = $1`,
      [body.id],
    );
    const answers = await send(api, 'get', `/surveys/${survey.id}/responses`, { cookie: manager.cookie });
    expect(answers.body.data).toMatchObject([{ id: body.id, mode: 'telephone', takenBy: row?.name ?? '-' }]);
  });

  it('says why a member is not asked', async () => {
    const survey = await byPhone({}, { audience: { fact: 'member.language', op: 'is', value: 'cs' } });
    const { member: silent } = await makeSignedInMember(api);
    expect(await list(silent.id)).toMatchObject({ permission: { allowed: false } });
    await expectProblem(take(silent.id, survey, whole()), 409, 'survey-not-allowed');
    const { member } = await willing({ language: 'de' });
    const { data } = await list(member.id);
    expect(data).toContainEqual(expect.objectContaining({ id: survey.id, reason: 'not-in-audience' }));
    await expectProblem(take(member.id, survey, whole()), 409, 'survey-not-allowed');
    await expectProblem(take(member.id, await makeSurvey(api), whole()), 409, 'survey-not-open');
    const open = await byPhone();
    await expectProblem(take(member.id, open, whole({ version: 2 })), 409, 'survey-other-version');
    await expectProblem(
      take(member.id, open, whole({ answers: { score: 99 } })),
      400,
      'invalid-request',
      '/answers/score',
    );
    await expectProblem(take(member.id, open, whole(), cashier), 404, 'not-found');
    await take(member.id, open, whole()).expect(200);
  });
});
