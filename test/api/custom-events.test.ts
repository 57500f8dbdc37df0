import type { RuleContent, RuleEffect } from '@regulars/contracts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventAwards } from '../../apps/api/src/features/custom-events/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { inHours, makeGathering } from '../support/makers/gatherings.ts';
import { makeMember } from '../support/makers/members.ts';
import { by, joinNew } from '../support/makers/posts.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const makeType = async (more: object = {}): Promise<string> => {
  const code = `type-${randomUUID().slice(0, 8)}`;
  const fields = [
    { name: 'kilometres', kind: 'number', label: { de: 'Kilometer', en: 'kilometres run' } },
    { name: 'rain', kind: 'flag' },
    { name: 'level', kind: 'choice', choices: ['easy', 'hard'] },
    { name: 'day', kind: 'date' },
  ];
  const body = { code, name: { en: 'A run', de: 'Ein Lauf' }, fields, ...more };
  await send(api, 'post', '/custom-event-types', { key, body }).expect(201);
  return code;
};

type Points = Extract<RuleEffect, { kind: 'custom-event' }>;
const pointsFor = (type: string, more: Partial<RuleContent> = {}, effect: Partial<Points> = {}) =>
  makeRule(api, {
    ...more,
    name: 'Runs',
    effect: { kind: 'custom-event', type, points: 10, perField: null, ...effect },
  });

const hour = 3_600_000;
const now = (): string => new Date(api.clock.now()).toISOString();
const report = (type: string, member: string, more: object = {}) =>
  send(api, 'post', '/custom-events', {
    key,
    body: { type, eventId: randomUUID(), member: { id: member }, occurredAt: now(), ...more },
  }).set('idempotency-key', randomUUID());
const cancel = (id: string) =>
  send(api, 'post', `/custom-events/${id}/cancel`, { key, body: {} }).set('idempotency-key', randomUUID());
const availableOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;

describe('a custom event', () => {
  it('gives the points of the rules about its type, and says what each gave', async () => {
    const [type, other] = [await makeType(), await makeType()];
    const { id } = await makeMember(api);
    await pointsFor(type);
    await pointsFor(type, {}, { points: 3, perField: 'kilometres' });
    await pointsFor(type, { when: { fact: 'event.flag', key: 'rain', op: 'is', value: true } });
    await pointsFor(other);
    const { body } = await report(type, id, { payload: { kilometres: 2.5, rain: false } }).expect(201);
    expect(body.points).toEqual({ earned: 17, pending: 0, debtRepaid: 0 });
    expect(body.explanation).toMatchObject([
      { points: 10 },
      { points: 7, reason: '3 Punkte × 2,5 (Kilometer)' },
    ]);
    expect(body.unmet).toMatchObject([{ reason: 'Die Bedingung war nicht erfüllt' }]);
    expect(body.balance.available).toBe(17);
    const wet = await report(type, id, { payload: { rain: true } }).expect(201);
    expect(wet.body.points.earned).toBe(20);
    const { body: listed } = await send(api, 'get', `/custom-events?member=${id}`, { key }).expect(200);
    expect(listed.data).toHaveLength(2);
  });

  it('names a field in the language of the reader, else of the club', async () => {
    const type = await makeType();
    await pointsFor(type, {}, { points: 3, perField: 'kilometres' });
    const { id } = await makeMember(api);
    await changeClub(api, { languages: ['en', 'de', 'cs'] });
    const { body } = await report(type, id, { payload: { kilometres: 2 } })
      .set('accept-language', 'cs')
      .expect(201);
    await changeClub(api, { languages: ['de', 'en', 'cs'] });
    expect(body.explanation).toMatchObject([{ points: 6, reason: '3 body × 2 (kilometres run)' }]);
  });

  it('counts once, under any key and for any member', async () => {
    const type = await makeType();
    await pointsFor(type);
    const { id } = await makeMember(api);
    const eventId = randomUUID();
    const replies = await Promise.all(Array.from({ length: 30 }, () => report(type, id, { eventId })));
    const counted = replies.filter(({ status }) => status === 201);
    expect(counted).toHaveLength(1);
    const others = replies.filter(({ status }) => status !== 201);
    for (const { body } of others)
      expect(body).toMatchObject({ code: 'event-already-counted', id: counted[0]?.body.id });
    expect(await availableOf(id)).toBe(10);
    const { id: second } = await makeMember(api);
    const again = await report(type, second, { eventId }).expect(409);
    expect(again.body.id).toBe(counted[0]?.body.id);
    expect(await availableOf(second)).toBe(0);
  });

  it('stays within the limits of its rule, also if twenty come at once', async () => {
    const type = await makeType();
    await pointsFor(type, { caps: [{ per: 'day', points: 10 }] });
    const { id } = await makeMember(api);
    await Promise.all(Array.from({ length: 20 }, () => report(type, id).expect(201)));
    expect(await availableOf(id)).toBe(10);
  });

  it('is refused with a pointer and changes nothing', async () => {
    const type = await makeType({ mostDaysAgo: 2 });
    await pointsFor(type);
    const { id } = await makeMember(api);
    const at = (difference: number) => ({ occurredAt: new Date(api.clock.now() + difference).toISOString() });
    const cases: [object, number, string, string][] = [
      [{ type: 'nobody-knows' }, 422, 'unknown-event-type', '/type'],
      [at(hour), 422, 'event-in-future', '/occurredAt'],
      [at(-49 * hour), 422, 'event-too-old', '/occurredAt'],
      [{ payload: { kilometres: 'far' } }, 422, 'event-details-refused', '/payload/kilometres'],
      [{ payload: { level: 'mad' } }, 422, 'event-details-refused', '/payload/level'],
      [{ payload: { day: '2026-13-01' } }, 422, 'event-details-refused', '/payload/day'],
      [{ payload: { speed: 3 } }, 422, 'event-details-refused', '/payload/speed'],
      [{ location: 'nowhere' }, 422, 'unknown-location', '/location'],
      [{ member: { id: randomUUID() } }, 404, 'not-found', '/member/id'],
    ];
    for (const [more, status, code, pointer] of cases) {
      const { body } = await report(type, id, more).expect(status);
      expect([body.code, body.errors?.[0]?.pointer]).toEqual([code, pointer]);
    }
    expect(await availableOf(id)).toBe(0);
  });

  it('earns by the rules of its moment', async () => {
    const type = await makeType();
    const rule = await pointsFor(type);
    const before = now();
    api.clock.advance({ hours: 2 });
    await send(api, 'post', `/earning-rules/${rule.id}/pause`, { key, body: {} }).expect(200);
    const { id } = await makeMember(api);
    const early = await report(type, id, { occurredAt: before }).expect(201);
    expect(early.body.points.earned).toBe(10);
    const late = await report(type, id).expect(201);
    expect(late.body.points.earned).toBe(0);
  });
});

describe('many events in one call', () => {
  const reportAll = (events: readonly object[]) =>
    send(api, 'post', '/custom-events/bulk', { key, body: { events } });
  const eventOf = (type: string, id: string, more: object = {}) => ({
    type,
    eventId: randomUUID(),
    member: { id },
    occurredAt: now(),
    ...more,
  });

  it('count each as if it were posted alone; sent again, they count once', async () => {
    const type = await makeType();
    await pointsFor(type, { caps: [{ per: 'day', points: 25 }] });
    const [one, other] = [await makeMember(api), await makeMember(api)];
    const twice = eventOf(type, one.id);
    const events = [
      twice,
      eventOf(type, one.id),
      eventOf('unknown', one.id),
      eventOf(type, one.id),
      eventOf(type, randomUUID()),
      eventOf(type, other.id, { payload: { kilometres: 'far' } }),
      twice,
      eventOf(type, other.id),
    ];
    const { body } = await reportAll(events).expect(200);
    expect(body).toMatchObject({ counted: 4, alreadyCounted: 1, refused: 3 });
    const results = body.results as { state: string; points: number }[];
    expect(results.map(({ state, points }) => [state, points])).toEqual([
      ['counted', 10],
      ['counted', 10],
      ['refused', 0],
      // The day's limit leaves 5.
      ['counted', 5],
      ['refused', 0],
      ['refused', 0],
      ['already-counted', 10],
      ['counted', 10],
    ]);
    expect(body.results[2].problem).toMatchObject({
      code: 'unknown-event-type',
      errors: [{ pointer: '/events/2/type' }],
    });
    expect(body.results[5].problem.errors).toMatchObject([{ pointer: '/events/5/payload/kilometres' }]);
    expect([await availableOf(one.id), await availableOf(other.id)]).toEqual([25, 10]);
    const again = await reportAll(events).expect(200);
    expect(again.body).toMatchObject({ counted: 0, alreadyCounted: 5, refused: 3 });
    expect(again.body.results[3]).toMatchObject({ id: body.results[3].id, points: 5 });
    expect([await availableOf(one.id), await availableOf(other.id)]).toEqual([25, 10]);
  });

  it('count once, also in calls at the same time', async () => {
    const type = await makeType();
    await pointsFor(type);
    const members = await Promise.all([makeMember(api), makeMember(api)]);
    const events = members.flatMap(({ id }) => Array.from({ length: 10 }, () => eventOf(type, id)));
    const replies = await Promise.all([
      reportAll(events).expect(200),
      reportAll([...events].reverse()).expect(200),
    ]);
    expect(replies.reduce((sum, { body }) => sum + body.counted, 0)).toBe(20);
    for (const { id } of members) expect(await availableOf(id)).toBe(100);
  });

  it('are refused as a whole if they are none, too many or not readable', async () => {
    const type = await makeType();
    const { id } = await makeMember(api);
    const sound = eventOf(type, id);
    await expectProblem(reportAll([]), 400, 'invalid-request', '/events');
    const many = Array.from({ length: 501 }, () => sound);
    await expectProblem(reportAll(many), 400, 'invalid-request', '/events');
    const wrong = { ...sound, type: 'No Code' };
    await expectProblem(reportAll([sound, wrong]), 400, 'invalid-request', '/events/1/type');
    const { body } = await send(api, 'get', `/custom-events?member=${id}`, { key }).expect(200);
    expect(body.data).toEqual([]);
  });

  it('name no more members wrongly than a caller may guess', async () => {
    const type = await makeType();
    const guesser = await makeKey(api, ['events:write']);
    const guesses = Array.from({ length: 101 }, (_, at) => {
      const event = eventOf(type, '');
      return { ...event, member: { externalId: `guess-${at}` } };
    });
    const guess = () =>
      send(api, 'post', '/custom-events/bulk', { key: guesser, body: { events: guesses } }).expect(200);
    const { body } = await guess();
    expect(body.results[99].problem.code).toBe('not-found');
    expect(body.results[100].problem.code).toBe('too-many-requests');
    expect((await guess()).body.results[0].problem.code).toBe('too-many-requests');
  });
});

describe('a cancelled event', () => {
  it('takes its points back once; what is spent becomes debt', async () => {
    const type = await makeType();
    await pointsFor(type);
    const { id } = await makeMember(api);
    const { body: event } = await report(type, id).expect(201);
    await send(api, 'post', `/members/${id}/points/redemptions`, {
      key,
      body: { points: 8, reason: 'spent' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const { body } = await cancel(event.id).expect(200);
    expect(body.cancelled).toMatchObject({ takenBack: 10, debt: 8, forgiven: 0 });
    expect(body.balance).toMatchObject({ available: 0, debt: 8 });
    expect((await cancel(event.id).expect(409)).body.code).toBe('already-cancelled');
    expect((await report(type, id, { eventId: event.eventId }).expect(409)).body.id).toBe(event.id);
  });

  it('gives points that live as their rule says, and takes those back too', async () => {
    const type = await makeType();
    await pointsFor(type, { expiresAfter: { unit: 'months', count: 1 } });
    await pointsFor(type, {}, { points: 3 });
    const { id } = await makeMember(api);
    const { body: event } = await report(type, id).expect(201);
    expect(event.explanation[0]).toMatchObject({ details: { validFor: 1, validUnit: 'months' } });
    const pointsOf = async () => (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body;
    expect(await pointsOf()).toMatchObject({ available: 13, expiring: [{ points: 10 }] });
    const { body } = await cancel(event.id).expect(200);
    expect(body.cancelled).toMatchObject({ takenBack: 13, debt: 0 });
    expect(await pointsOf()).toMatchObject({ available: 0, expiring: [] });
  });

  it('needs a type that allows it', async () => {
    const type = await makeType({ cancellable: false });
    await pointsFor(type);
    const { id } = await makeMember(api);
    const { body: event } = await report(type, id).expect(201);
    expect((await cancel(event.id).expect(422)).body.code).toBe('event-not-cancellable');
    expect(await availableOf(id)).toBe(10);
  });
});

describe('an event of another feature', () => {
  it('earns by rule if the club has a type for it', async () => {
    const id = randomUUID();
    await makeType({ code: 'card-issued-again', fields: [] });
    await pointsFor('card-issued-again');
    api.app.get(EventAwards, { strict: false }).register({
      consumer: 'test-awards',
      names: ['member.joined'],
      // Only this member: those of other tests would earn points too.
      as: ({ memberId }) =>
        memberId === id ? { type: 'card-issued-again', eventId: memberId, memberId } : null,
    });
    await makeMember(api, { id });
    await expect.poll(() => availableOf(id), { timeout: 10_000 }).toBe(10);
  });
});

describe('a gathering', () => {
  it('tells other systems of its changes, its answers and who came', async () => {
    const [startsAt, endsAt] = [inHours(api, 1), inHours(api, 2)];
    const { id, community } = await makeGathering(api, { places: 1, startsAt, endsAt });
    const [first, second] = [await joinNew(api, community.id), await joinNew(api, community.id)];
    for (const member of [first, second])
      await by(api, 'put', `/me/gatherings/${id}/answer`, member, { answer: 'going' }).expect(200);
    await by(api, 'delete', `/me/communities/${community.id}`, first).expect(204);
    const change = (path: string, body: object = {}) =>
      send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
    const { body: came } = await change(`/gatherings/${id}/attendances`, { memberId: second.member.id });
    await change(`/attendances/${came.id}/undo`).expect(200);
    await change(`/gatherings/${id}/cancel`).expect(200);
    const told = (): Promise<object[]> =>
      rowsOf(
        api,
        `select name, member_id, coalesce(data->>'answer', data->>'state') as said from events
         where name like 'gathering.%' and data->>'gatheringId' = $1 order by number`,
        [id],
      );
    const [one, other] = [first.member.id, second.member.id];
    await expect.poll(told, { timeout: 10_000 }).toEqual([
      { name: 'gathering.changed', member_id: null, said: 'planned' },
      { name: 'gathering.answered', member_id: one, said: 'going' },
      { name: 'gathering.answered', member_id: other, said: 'waiting' },
      { name: 'gathering.answered', member_id: one, said: 'declined' },
      { name: 'gathering.answered', member_id: other, said: 'going' },
      { name: 'gathering.attended', member_id: other, said: null },
      { name: 'gathering.attendance-undone', member_id: other, said: null },
      { name: 'gathering.changed', member_id: null, said: 'cancelled' },
    ]);
    await expectPublishedAsPromised(api);
  });
});
