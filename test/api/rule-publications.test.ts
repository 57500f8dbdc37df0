import { ruleState, type RulePublication, type TimesOfRule } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveRules } from '../../apps/api/src/features/earning/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { perMoney } from '../support/makers/purchases.ts';
import { pluck } from '../support/requests.ts';

let api: TestApp;
let key: string;
const today = '2026-11-22T09:00:00.000Z';

beforeAll(async () => {
  api = await startApp(today);
  key = await makeKey(api);
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const bearer = () => ({ authorization: `Bearer ${key}` });
const call = (path: string, body?: object) =>
  api.http.post(`/api/v1/earning-rules${path}`).set(bearer()).send(body);
const read = async (path: string) =>
  (await api.http.get(`/api/v1/earning-rules${path}`).set(bearer()).expect(200)).body;
const draft = async (rule: object = {}): Promise<string> =>
  (await call('', { name: 'Rule', effect: perMoney(1, 100), ...rule }).expect(201)).body.id;
const edit = async (id: string, version: number, patch: object = { effect: perMoney(2, 100) }) =>
  api.http
    .patch(`/api/v1/earning-rules/${id}`)
    .set({ ...bearer(), 'if-match': `"${version}"` })
    .send(patch)
    .expect(200);
const act = async (id: string, verb: 'publish' | 'pause' | 'withdraw', body?: object) =>
  (await call(`/${id}/${verb}`, body).expect(200)).body;
const publications = async (id: string): Promise<RulePublication[]> =>
  (await read(`/${id}/publications`)).data;
/** The version that applies to purchases at these moments. */
const versionsAt = async (id: string, ...moments: string[]) => {
  const timeline = await api.app.get(LiveRules).timeline();
  return moments.map((at) => timeline.at(Date.parse(at)).find((rule) => rule.id === id)?.version ?? null);
};
const countedRows = async (id: string) => [await read(`/${id}`), await read(`/${id}/publications`)] as const;

describe('publications of a rule', () => {
  it('show which version was published when, and who published it', async () => {
    const id = await draft({ validFrom: '2026-01-01T00:00:00Z' });
    expect(await publications(id)).toEqual([]);
    await act(id, 'publish');
    await edit(id, 1);
    api.clock.set('2026-11-23T09:00:00Z');
    await act(id, 'publish');
    api.clock.set('2026-11-24T09:00:00Z');
    expect(await act(id, 'pause')).toMatchObject({ state: 'paused', liveVersion: null });
    const paused = { closedAt: '2026-11-24T09:00:00.000Z', closedBy: 'test' };
    expect(await publications(id)).toEqual([
      {
        version: 2,
        share: null,
        from: '2026-11-23T09:00:00.000Z',
        until: '2026-11-24T09:00:00.000Z',
        publishedAt: '2026-11-23T09:00:00.000Z',
        publishedBy: 'test',
        ...paused,
        holds: [{ from: '2026-11-23T09:00:00.000Z', until: '2026-11-24T09:00:00.000Z' }],
      },
      {
        version: 1,
        share: null,
        from: null,
        until: '2026-11-24T09:00:00.000Z',
        publishedAt: today,
        publishedBy: 'test',
        ...paused,
        holds: [{ from: null, until: '2026-11-23T09:00:00.000Z' }],
      },
    ]);
    // The first publication reaches back to the start of the rule's validity.
    expect(
      await versionsAt(
        id,
        '2025-12-31T23:59:59.999Z',
        '2026-01-01T00:00:00Z',
        '2026-11-23T08:59:59.999Z',
        '2026-11-23T09:00:00Z',
        '2026-11-24T09:00:00Z',
      ),
    ).toEqual([null, 1, 1, 2, null]);
    api.clock.set(today);
  });

  it('can be in the future: scheduled until then, live from then on', async () => {
    const id = await draft();
    const scheduled = await act(id, 'publish', { from: '2026-12-01T00:00:00+01:00' });
    const from = '2026-11-30T23:00:00.000Z';
    expect(scheduled).toMatchObject({
      state: 'scheduled',
      liveVersion: null,
      scheduled: { version: 1, from },
    });
    const { data } = await read('?limit=1');
    expect(data).toMatchObject([{ id, state: 'scheduled' }]);
    expect(await versionsAt(id, today, from)).toEqual([null, 1]);
    api.clock.set(from);
    expect(await read(`/${id}`)).toMatchObject({ state: 'live', liveVersion: 1, scheduled: null });
    api.clock.set(today);
  });

  it('of a live rule can be scheduled, moved and withdrawn, while the live version stays', async () => {
    const id = await draft();
    await act(id, 'publish');
    await edit(id, 1);
    await act(id, 'publish', { from: '2026-12-01T00:00:00Z' });
    const moved = await act(id, 'publish', { from: '2026-12-10T00:00:00Z' });
    expect(moved).toMatchObject({
      state: 'live',
      liveVersion: 1,
      scheduled: { version: 2, from: '2026-12-10T00:00:00.000Z' },
    });
    expect(await versionsAt(id, '2026-12-09T23:59:59Z', '2026-12-10T00:00:00Z')).toEqual([1, 2]);
    const withdrawn = await act(id, 'withdraw');
    expect(withdrawn).toMatchObject({ state: 'live', liveVersion: 1, scheduled: null });
    expect(await versionsAt(id, '2026-12-31T00:00:00Z')).toEqual([1]);
    expect((await publications(id)).map(({ holds }) => holds.length)).toEqual([0, 0, 1]);
    expect(await act(id, 'withdraw')).toEqual(withdrawn);
  });

  it('can overlap: the later publication wins, and the replaced version does not return', async () => {
    const id = await draft();
    await act(id, 'publish');
    await edit(id, 1);
    await act(id, 'publish', { from: '2026-06-01T00:00:00Z' });
    await edit(id, 2);
    await act(id, 'publish', { from: '2026-03-01T00:00:00Z' });
    expect(await versionsAt(id, '2026-02-28T00:00:00Z', '2026-03-01T00:00:00Z', today)).toEqual([1, 3, 3]);
    expect((await publications(id)).map(({ version, holds }) => [version, holds.length])).toEqual([
      [3, 1],
      [2, 0],
      [1, 1],
    ]);
    await act(id, 'pause', { at: '2026-09-01T00:00:00Z' });
    expect(await versionsAt(id, '2026-08-31T23:59:59Z', '2026-09-01T00:00:00Z', today)).toEqual([
      3,
      null,
      null,
    ]);
  });

  it('leave a gap at a pause, which a later publication can fill', async () => {
    const id = await draft();
    await act(id, 'publish');
    await act(id, 'pause', { at: '2026-10-01T00:00:00Z' });
    expect(await act(id, 'publish')).toMatchObject({ state: 'live' });
    const around = ['2026-09-30T00:00:00Z', '2026-10-15T00:00:00Z', today] as const;
    expect(await versionsAt(id, ...around)).toEqual([1, null, 1]);
    await act(id, 'publish', { from: '2026-10-01T00:00:00Z' });
    expect(await versionsAt(id, ...around)).toEqual([1, 1, 1]);
  });

  it('end in the future if the pause is in the future', async () => {
    const id = await draft();
    await act(id, 'publish');
    expect(await act(id, 'pause', { at: '2026-12-24T00:00:00Z' })).toMatchObject({ state: 'live' });
    api.clock.set('2026-12-24T00:00:00Z');
    expect(await read(`/${id}`)).toMatchObject({ state: 'paused', liveVersion: null });
    api.clock.set(today);
  });

  it('of an expired rule apply to its past', async () => {
    const id = await draft({ validUntil: '2026-07-01T00:00:00Z' });
    await act(id, 'publish');
    expect(await versionsAt(id, '2026-06-30T00:00:00Z', '2026-07-01T00:00:00Z')).toEqual([1, null]);
    await edit(id, 1);
    await act(id, 'publish', { from: '2026-06-01T00:00:00Z' });
    expect(await versionsAt(id, '2026-05-31T00:00:00Z', '2026-06-01T00:00:00Z')).toEqual([1, 2]);
  });

  it.each([
    ['now, when the time of the rule is over', undefined, '/validUntil'],
    ['from when it is over', { from: '2026-07-01T00:00:00Z' }, '/from'],
  ])('are refused %s, and nothing changes', async (_, body, pointer) => {
    const id = await draft({ validUntil: '2026-07-01T00:00:00Z' });
    await act(id, 'publish');
    await edit(id, 1);
    const before = await countedRows(id);
    const { body: problem } = await call(`/${id}/publish`, body).expect(422);
    expect(problem).toMatchObject({ code: 'rule-not-publishable', errors: [{ pointer }] });
    expect(await countedRows(id)).toEqual(before);
  });

  it.each([
    ['publish', { from: 'yesterday' }, '/from'],
    ['publish', { from: null }, '/from'],
    ['publish', { from: today, until: today }, '/until'],
    ['publish', [], ''],
    ['pause', { at: 5 }, '/at'],
    ['pause', { from: today }, '/from'],
  ])('%s refuses %j', async (verb, body, pointer) => {
    const id = await draft();
    const { body: problem } = await call(`/${id}/${verb}`, body).expect(400);
    expect(problem).toMatchObject({
      code: 'invalid-request',
      errors: expect.arrayContaining([{ pointer, message: expect.any(String) }]),
    });
    expect(await publications(id)).toEqual([]);
  });

  it('are made one after the other, however many arrive at once', async () => {
    const id = await draft();
    await Promise.all(Array.from({ length: 8 }, () => act(id, 'publish')));
    expect(await publications(id)).toHaveLength(1);
    await edit(id, 1);
    const from = '2026-12-01T00:00:00Z';
    await Promise.all(Array.from({ length: 8 }, () => act(id, 'publish', { from })));
    expect((await publications(id)).map(({ holds }) => holds.length)).toEqual([1, 1]);
  });

  it('have audit entries', async () => {
    const id = await draft();
    await act(id, 'publish', { from: '2026-12-01T00:00:00Z' });
    await act(id, 'withdraw');
    const { body } = await api.http.get('/api/v1/audit-entries?limit=2').set(bearer()).expect(200);
    expect(body.data).toMatchObject([
      {
        action: 'earning-rule.withdrawn',
        subject: { id },
        before: { state: 'scheduled' },
        after: { state: 'draft' },
      },
      { action: 'earning-rule.published', subject: { id }, after: { scheduled: { version: 1 } } },
    ]);
  });
});

describe('the state of a rule', () => {
  const listed = async (state: string): Promise<unknown[]> =>
    pluck(await read(`?limit=200&state=${state}`), 'id');
  /** The filters that show the rule. */
  const foundIn = async (id: string): Promise<string[]> => {
    const found = await Promise.all(
      ruleState.options.map(async (state) => [state, await listed(state)] as const),
    );
    return found.flatMap(([state, ids]) => (ids.includes(id) ? [state] : []));
  };

  it('follows from publications, validity and time; the list shows it and filters by it', async () => {
    const id = await draft({ validFrom: '2026-12-01T00:00:00Z', validUntil: '2026-12-10T00:00:00Z' });
    expect(await foundIn(id)).toEqual(['draft']);
    await act(id, 'publish');
    for (const [now, state] of [
      [today, 'scheduled'],
      ['2026-12-01T00:00:00Z', 'live'],
      ['2026-12-10T00:00:00Z', 'ended'],
    ] as const) {
      api.clock.set(now);
      expect(await read(`/${id}`)).toMatchObject({ state, liveVersion: 1 });
      expect(await foundIn(id)).toEqual([state]);
    }
    api.clock.set(today);
  });

  it('asks the published version, not a newer draft', async () => {
    const id = await draft({ validUntil: '2026-07-01T00:00:00Z' });
    await act(id, 'publish');
    await edit(id, 1, { validUntil: null });
    expect(await read(`/${id}`)).toMatchObject({ state: 'ended', version: 2, liveVersion: 1 });
    expect(await act(id, 'publish')).toMatchObject({ state: 'live', liveVersion: 2 });
  });

  it('is paused until the validity is over', async () => {
    const id = await draft({ validUntil: '2026-12-10T00:00:00Z' });
    await act(id, 'publish');
    await act(id, 'pause');
    expect(await foundIn(id)).toEqual(['paused']);
    api.clock.set('2026-12-10T00:00:00Z');
    expect(await foundIn(id)).toEqual(['ended']);
    api.clock.set(today);
  });

  it('filters page by page, and refuses a state that it does not know', async () => {
    const ids = [await draft(), await draft()].toReversed();
    const first = await read('?limit=1&state=draft');
    const second = await read(`?limit=1&state=draft&cursor=${first.cursor.next}`);
    expect([...pluck(first, 'id'), ...pluck(second, 'id')]).toEqual(ids);
    const { body } = await api.http.get('/api/v1/earning-rules?state=over').set(bearer()).expect(400);
    expect(body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/query/state' }] });
  });
});

describe('the times of all rules', () => {
  const timesBetween = async (from: string, until: string): Promise<TimesOfRule[]> =>
    (await api.http.get('/api/v1/earning-rule-times').query({ from, until }).set(bearer()).expect(200)).body
      .data;

  it('say which version applies when, and when the rule is paused', async () => {
    api.clock.set(today);
    const when = { fact: 'moment.weekday', op: 'is', value: 'thursday' };
    const id = await draft({
      name: { de: 'Donnerstags', en: 'Thursdays' },
      when,
      validUntil: '2027-03-01T00:00:00Z',
    });
    const idea = await draft({ name: 'An idea' });
    await act(id, 'publish');
    await edit(id, 1, { when: null });
    await act(id, 'publish', { from: '2026-12-24T00:00:00Z' });
    await act(id, 'pause', { at: '2027-01-10T00:00:00Z' });
    const winter = await timesBetween('2026-12-01T00:00:00Z', '2027-02-01T00:00:00Z');
    expect(winter.find((rule) => rule.id === idea)).toBeUndefined();
    expect(winter.find((rule) => rule.id === id)).toEqual({
      id,
      name: expect.stringMatching(/^(?:Donnerstags|Thursdays)$/),
      nameTexts: { de: 'Donnerstags', en: 'Thursdays' },
      state: 'live',
      times: [
        { version: 1, state: 'applies', from: null, until: '2026-12-24T00:00:00.000Z', when },
        {
          version: 2,
          state: 'applies',
          from: '2026-12-24T00:00:00.000Z',
          until: '2027-01-10T00:00:00.000Z',
          when: null,
        },
        {
          version: 2,
          state: 'paused',
          from: '2027-01-10T00:00:00.000Z',
          until: '2027-03-01T00:00:00.000Z',
          when: null,
        },
      ],
      trials: [],
    });
    const later = await timesBetween('2027-03-01T00:00:00Z', '2027-04-01T00:00:00Z');
    expect(later.find((rule) => rule.id === id)).toBeUndefined();
  });

  it('say for how long a version is on trial, and for which share', async () => {
    api.clock.set(today);
    const id = await draft({ name: 'On trial', validUntil: '2027-03-01T00:00:00Z' });
    await act(id, 'publish', { share: 30, from: '2026-12-24T00:00:00Z' });
    const of = async (from: string, until: string) =>
      (await timesBetween(from, until)).find((rule) => rule.id === id);
    const trial = { version: 1, share: 30, from: '2026-12-24T00:00:00.000Z', when: null };
    expect(await of('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z')).toMatchObject({
      state: 'scheduled',
      times: [],
      trials: [{ ...trial, until: '2027-03-01T00:00:00.000Z' }],
    });
    expect(await of('2026-12-01T00:00:00Z', '2026-12-24T00:00:00Z')).toBeUndefined();
    await act(id, 'withdraw');
    expect(await of('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z')).toBeUndefined();
  });

  it('refuse what is not a time', async () => {
    const { body } = await api.http
      .get('/api/v1/earning-rule-times?from=yesterday')
      .set(bearer())
      .expect(400);
    expect(new Set(pluck({ data: body.errors }, 'pointer'))).toEqual(new Set(['/query/from']));
  });
});
