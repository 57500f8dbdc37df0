import { randomUUID } from 'node:crypto';
import type {
  Survey,
  SurveyBenchmark,
  SurveyBreakdown,
  SurveyCallBacks,
  SurveyResponse,
  SurveyResults,
  SurveyWaves,
  Task,
} from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { makeSurvey, makeWillingMember } from '../support/makers/surveys.ts';
import { sendAnswers } from '../support/makers/survey-answers.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let id: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());
// Members are asked for one survey only, so each test has its own.
beforeEach(async () => {
  if (id) await send(api, 'post', `/surveys/${id}/end`, { key, version: 2 }).expect(200);
  ({ id } = await makeSurvey(api));
});

const get = async <Reply>(path: string): Promise<Reply> =>
  (await send(api, 'get', `/surveys/${id}/${path}`, { key }).expect(200)).body;
const answered = async (answers: object): Promise<string> => {
  const member = await makeWillingMember(api);
  await send(api, 'get', '/me/surveys', member).expect(200);
  const body = { version: 1, answers, complete: true };
  await send(api, 'post', `/surveys/${id}/responses`, { cookie: member.cookie, body })
    .set('origin', api.url)
    .expect(200);
  return member.member.id;
};

describe('the breakdown', () => {
  it('is the score of each month, location and tier, and hides what would tell of few', async () => {
    const [here, there] = [await makeLocation(api), await makeLocation(api)];
    const tier = await makeTier(api);
    const lastMonth = new Date(
      Temporal.Instant.fromEpochMilliseconds(api.clock.now())
        .toZonedDateTimeISO('UTC')
        .subtract({ months: 1 }).epochMilliseconds,
    );
    await sendAnswers(api, id, { score: 9, count: 20, locationId: here.id, tierId: tier.id });
    await sendAnswers(api, id, { score: 3, count: 10, locationId: there.id, sentAt: lastMonth });
    const breakdown = await get<SurveyBreakdown>('breakdown');
    expect(breakdown.months).toHaveLength(12);
    expect(breakdown.months.slice(-2)).toMatchObject([
      { answered: 10, score: -100 },
      { answered: 20, score: 100, withCare: true },
    ]);
    expect(breakdown.locations).toMatchObject([
      { location: { id: here.id }, answered: 20, score: 100 },
      { location: { id: there.id }, answered: 10, score: -100 },
    ]);
    expect(breakdown.tiers).toMatchObject([
      { tier: { id: tier.id }, answered: 20 },
      { tier: null, answered: 10 },
    ]);
    const recent = await get<SurveyBreakdown>('breakdown?days=7');
    expect(recent.locations).toHaveLength(1);
    expect((await get<SurveyResults>(`results?location=${here.id}`)).nps).toBe(100);

    await sendAnswers(api, id, { score: 9, count: 3 });
    const hidden = (await get<SurveyBreakdown>('breakdown')).locations;
    expect(hidden.map(({ answered: count, score }) => [count, score])).toEqual([
      [20, 100],
      [null, null],
      [null, null],
    ]);
  });

  it('gives no figures of a location if the rest would tell what few said elsewhere', async () => {
    const here = await makeLocation(api);
    await sendAnswers(api, id, { score: 9, count: 20, locationId: here.id });
    await sendAnswers(api, id, { score: 3, count: 4 });
    const path = `results?location=${here.id}`;
    expect(await get<SurveyResults>(path)).toMatchObject({
      nps: null,
      reason: 'too-few',
      questions: [{ answered: 20, mean: null, distribution: null }, {}, {}],
    });
  });

  it('crosses locations and tiers, and a location has its row of the table', async () => {
    const [here, there] = [await makeLocation(api), await makeLocation(api)];
    const gold = await makeTier(api, { threshold: 300 });
    const silver = await makeTier(api, { threshold: 200 });
    const sent = (score: number, count: number, locationId: string, tierId: string) =>
      sendAnswers(api, id, { score, count, locationId, tierId });
    await sent(9, 30, here.id, gold.id);
    await sent(3, 20, here.id, silver.id);
    await sent(9, 15, there.id, gold.id);
    await sent(9, 12, there.id, silver.id);
    const { table } = await get<SurveyBreakdown>('breakdown');
    expect(table).toMatchObject({
      locations: [{ id: here.id }, { id: there.id }],
      tiers: [{ id: gold.id }, { id: silver.id }],
      otherLocations: 0,
      otherTiers: 0,
    });
    const cells = table?.cells.map((row) => row.map(({ answered: count, score }) => [count, score]));
    expect(cells).toEqual([
      [
        [30, 100],
        [20, -100],
      ],
      [
        [15, 100],
        [12, 100],
      ],
    ]);
    // Nine more of another tier would be told by the rest of their row, so the tier is one of the others.
    const bronze = await makeTier(api, { threshold: 100 });
    await sent(0, 9, there.id, bronze.id);
    const path = `breakdown?location=${there.id}`;
    const narrowed = await get<SurveyBreakdown>(path);
    expect(narrowed.table).toMatchObject({ tiers: [{ id: gold.id }], otherTiers: 2 });
    expect(narrowed.tiers).toMatchObject([{ tier: { id: gold.id }, answered: 15, score: 100 }]);
    expect(narrowed.locations).toMatchObject([{ location: { id: there.id }, answered: 36 }]);
  });

  it('tells no rate of a location if nobody knows who was asked there', async () => {
    const here = await makeLocation(api);
    await sendAnswers(api, id, { score: 9, count: 12, locationId: here.id });
    const path = `results?location=${here.id}`;
    expect(await get<SurveyResults>(path)).toMatchObject({ asked: 12, sent: 12, rate: 100 });
    await send(api, 'get', '/me/surveys', await makeWillingMember(api)).expect(200);
    expect(await get<SurveyResults>(path)).toMatchObject({ sent: 12, rate: null });
    expect(await get<SurveyResults>('results')).toMatchObject({ asked: 13, sent: 12, rate: 92.3 });
  });

  it('is empty without an NPS question', async () => {
    await send(api, 'post', `/surveys/${id}/end`, { key, version: 2 }).expect(200);
    const words = { questions: [{ kind: 'short-text', key: 'why', title: { en: 'Why?' } }] };
    ({ id } = await makeSurvey(api, words));
    const none = { question: null, months: [], locations: [], tiers: [], table: null };
    expect(await get<SurveyBreakdown>('breakdown')).toEqual(none);
    const path = `/surveys/${randomUUID()}/breakdown`;
    await expectProblem(send(api, 'get', path, { key }), 404, 'not-found');
  });
});

it('two waves are compared by a test, and share no answer', async () => {
  const today = Temporal.Instant.fromEpochMilliseconds(api.clock.now()).toZonedDateTimeISO('UTC');
  const before = today.subtract({ months: 1 });
  const sentAt = new Date(before.epochMilliseconds);
  await sendAnswers(api, id, { score: 9, count: 30, sentAt });
  await sendAnswers(api, id, { score: 3, count: 10, sentAt });
  await sendAnswers(api, id, { score: 9, count: 30 });
  const [old, now] = [String(before.toPlainDate()), String(today.toPlainDate())];
  const first = `firstFrom=${old}&firstTo=${old}`;
  const waves = await get<SurveyWaves>(`waves?${first}&secondFrom=${now}`);
  expect(waves).toMatchObject({
    scale: { min: 0, max: 10 },
    first: { answered: 40, score: 50, counts: { detractors: 10, passives: 0, promoters: 30 } },
    second: { answered: 30, score: 100, withCare: true },
    change: { difference: 50 },
  });
  expect(waves.change?.p).toBeLessThan(0.05);
  const few = await get<SurveyWaves>(`waves?firstVersion=1&firstTo=2020-01-01&secondFrom=${now}`);
  expect(few).toMatchObject({ first: { answered: 0, score: null }, change: null });
  const wrong = (query: string, pointer: string) =>
    expectProblem(
      send(api, 'get', `/surveys/${id}/waves?${query}`, { key }),
      400,
      'invalid-request',
      `/query${pointer}`,
    );
  await wrong(`${first}&secondFrom=${old}`, '/secondFrom');
  await wrong('firstVersion=1', '/secondFrom');
  await wrong(`firstFrom=${now}&firstTo=${old}&secondFrom=${now}`, '/firstTo');
  const unknown = `/surveys/${id}/waves?firstVersion=7&secondVersion=1`;
  await expectProblem(send(api, 'get', unknown, { key }), 404, 'not-found');
});

it('scores of others are kept with their source, and there are none before', async () => {
  const list = () => get<{ data: SurveyBenchmark[] }>('benchmarks');
  expect(await list()).toEqual({ data: [], cursor: { next: null } });
  const body = {
    name: 'Coffee shops',
    source: 'A report, page 12',
    date: '2026-05-01',
    scale: '0-10',
    channel: 'online',
    score: -3.5,
  };
  const path = `/surveys/${id}/benchmarks`;
  const { body: added } = await send(api, 'post', path, { key, body }).expect(201);
  expect((await list()).data).toEqual([{ id: added.id, ...body }]);
  for (const [name, value] of Object.entries({ score: 101, source: ' ', date: '2026-02-30', scale: '1-5' })) {
    const wrong = { ...body, [name]: value };
    await expectProblem(send(api, 'post', path, { key, body: wrong }), 400, 'invalid-request', `/${name}`);
  }
  await send(api, 'delete', `${path}/${added.id}`, { key }).expect(204);
  await expectProblem(send(api, 'delete', `${path}/${added.id}`, { key }), 404, 'not-found');
  expect((await list()).data).toEqual([]);
});

describe('answers', () => {
  it('are listed with the words of their version, found by words and score, and tagged', async () => {
    const unhappy = await answered({
      score: 2,
      reasons: { choices: ['service'] },
      why: 'Waited 100 % too long',
    });
    await answered({ score: 10 });
    const list = async (query = ''): Promise<SurveyResponse[]> =>
      (await get<{ data: SurveyResponse[] }>(`responses${query}`)).data;
    const [newest, first] = await list();
    expect(newest).toMatchObject({ score: { value: 10, part: 'promoter' }, tags: [] });
    expect(first).toMatchObject({
      member: { id: unhappy },
      score: { value: 2, part: 'detractor' },
      answers: [
        { question: 'score', number: 2, title: { en: 'Would you recommend us?' } },
        { question: 'reasons', choices: [{ key: 'service', text: { en: 'The service' } }] },
        { question: 'why', words: 'Waited 100 % too long' },
      ],
    });
    expect(await list(`?query=${encodeURIComponent('100 % TOO')}`)).toHaveLength(1);
    expect(await list('?query=100_%25')).toHaveLength(0);
    expect(await list('?comments=true')).toHaveLength(1);
    expect(await list('?part=promoter')).toHaveLength(1);
    expect(await list('?limit=1')).toHaveLength(1);

    const path = `/surveys/${id}/responses/${first?.id}/tags`;
    const body = { tags: ['waiting', 'card', 'waiting'] };
    const { body: tagged } = await send(api, 'put', path, { key, body }).expect(200);
    expect(tagged.tags).toEqual(['card', 'waiting']);
    expect(await list('?tag=waiting')).toMatchObject([{ id: first?.id }]);
    expect(await get('tags')).toEqual({
      data: [
        { tag: 'card', answers: 1 },
        { tag: 'waiting', answers: 1 },
      ],
      comments: 1,
    });
    // They follow the filters.
    const elsewhere = `tags?days=30&location=${randomUUID()}`;
    expect(await get(elsewhere)).toEqual({ data: [], comments: 0 });
    const unknown = `/surveys/${id}/responses/${randomUUID()}/tags`;
    await expectProblem(send(api, 'put', unknown, { key, body }), 404, 'not-found');
    const many = { tags: Array.from({ length: 11 }, (_, index) => `tag ${index}`) };
    await expectProblem(send(api, 'put', path, { key, body: many }), 400, 'invalid-request', '/tags');
  });
});

describe('an answer of any score', () => {
  it('gets one task by hand, with a note, if its member is still there', async () => {
    const memberId = await answered({ score: 9, why: 'Where is the decaf?' });
    const [answer] = (await get<{ data: SurveyResponse[] }>('responses')).data;
    const path = `/surveys/${id}/responses/${answer?.id}/call-back`;
    const body = { note: 'Tell them about the new decaf' };
    const { body: first } = await send(api, 'post', path, { key, body }).expect(200);
    expect(first).toMatchObject({ id: answer?.id, task: { state: 'open', outcome: null } });
    const { body: second } = await send(api, 'post', path, { key, body: { note: 'again' } }).expect(200);
    expect(second.task).toEqual(first.task);
    const { body: tasks } = await send(api, 'get', '/tasks?kind=survey-call-back&limit=200', { key }).expect(
      200,
    );
    expect((tasks.data as Task[]).filter(({ survey }) => survey?.id === id)).toMatchObject([
      {
        member: { id: memberId },
        survey: { score: 9 },
        text: 'Tell them about the new decaf\n\nWhere is the decaf?',
      },
    ]);
    const long = { note: 'x'.repeat(501) };
    await expectProblem(send(api, 'post', path, { key, body: long }), 400, 'invalid-request', '/note');
    const unknown = `/surveys/${id}/responses/${randomUUID()}/call-back`;
    await expectProblem(send(api, 'post', unknown, { key, body }), 404, 'not-found');

    const left = await answered({ score: 8 });
    const sent = (await get<{ data: SurveyResponse[] }>('responses')).data;
    const theirs = sent.find(({ member }) => member?.id === left)?.id;
    await send(api, 'post', `/members/${left}/close`, { key, body: { reason: 'moved' } }).expect(200);
    const gone = `/surveys/${id}/responses/${theirs}/call-back`;
    await expectProblem(send(api, 'post', gone, { key, body }), 422, 'member-not-active');
  });
});

describe('a low score', () => {
  const tasks = async (): Promise<Task[]> =>
    (
      (await send(api, 'get', '/tasks?kind=survey-call-back&state=open&limit=200', { key }).expect(200)).body
        .data as Task[]
    ).filter(({ survey }) => survey?.id === id);

  it('makes one task to call the member back, also if its event comes again', async () => {
    const memberId = await answered({ score: 4, why: 'My card would not scan' });
    await answered({ score: 7 });
    await expect.poll(tasks, { timeout: 15_000 }).toMatchObject([
      {
        member: { id: memberId },
        survey: { id, score: 4 },
        text: 'My card would not scan',
        location: null,
        outcome: null,
      },
    ]);
    const [task] = await tasks();
    const tomorrow = new Date(api.clock.now() + 86_400_000).toISOString().slice(0, 10);
    expect(task?.due).toBe(tomorrow);
    await rowsOf(api, `update event_consumers set cursor = 0 where name = 'survey-call-backs'`);
    await answered({ score: 6 });
    await expect.poll(tasks, { timeout: 15_000 }).toHaveLength(2);

    const done = `/tasks/${task?.id}/done`;
    const body = { note: 'Said sorry', outcome: 'no-contact' };
    await send(api, 'post', done, { key, body }).expect(200);
    expect(await get<SurveyCallBacks>('call-backs')).toMatchObject({
      upTo: 6,
      open: 1,
      called: 0,
      noContact: 1,
    });
    const { data } = await get<{ data: SurveyResponse[] }>('responses');
    expect(data.map((each) => each.task?.outcome)).toEqual([null, undefined, 'no-contact']);
  });

  const allTaken = () =>
    rowsOf(
      api,
      `select not exists (select from outbox) and c.cursor >= r.last_number as taken
       from event_relay r, event_consumers c where c.name = 'survey-call-backs'`,
    );

  it('makes none where the survey asks for none', async () => {
    await send(api, 'post', `/surveys/${id}/end`, { key, version: 2 }).expect(200);
    ({ id } = await makeSurvey(api, {}, { callBackUpTo: null }));
    await answered({ score: 0 });
    await expect.poll(allTaken, { timeout: 15_000 }).toEqual([{ taken: true }]);
    expect(await get<SurveyCallBacks>('call-backs')).toMatchObject({ upTo: null, open: 0, tasks: [] });
  });
});

it('the answers are exported, a row for each, with the filters of their page', async () => {
  const memberId = await answered({ score: 9, reasons: { choices: ['coffee'] }, why: '=Good, "really"' });
  await answered({ score: 2 });
  const body = { kind: 'survey-answers', filters: { survey: id, part: 'promoter' }, language: 'en' };
  const { body: asked } = await send(api, 'post', '/exports', { key, body }).expect(202);
  await expect
    .poll(async () => (await send(api, 'get', `/exports/${asked.id}`, { key })).body.state, {
      timeout: 20_000,
    })
    .toBe('done');
  const { text } = await send(api, 'get', `/exports/${asked.id}/file`, { key }).buffer(true).expect(200);
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  expect(rows).toMatchObject([
    { 'Question key': 'score', Answer: '9', 'NPS score': '9', 'Member ID': memberId },
    { 'Question key': 'reasons', Answer: 'The coffee' },
    { 'Question key': 'why', 'In own words': `'=Good, "really"` },
  ]);
  const wrong = { kind: 'survey-answers', filters: { survey: 'x' } };
  await expectProblem(
    send(api, 'post', '/exports', { key, body: wrong }),
    400,
    'invalid-request',
    '/filters/survey',
  );
});

it('the list of surveys is searched and sorted', async () => {
  await sendAnswers(api, id, { score: 9, count: 2 });
  const names = async (query: string): Promise<string[]> =>
    ((await send(api, 'get', `/surveys?${query}`, { key }).expect(200)).body.data as Survey[]).map(
      (row) => row.id,
    );
  expect((await names('sort=sent&order=desc')).indexOf(id)).toBeGreaterThanOrEqual(0);
  expect(await names('query=AFTER&state=live')).toEqual([id]);
  expect(await names('query=nothing')).toEqual([]);
});
