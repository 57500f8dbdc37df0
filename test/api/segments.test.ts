import { randomUUID } from 'node:crypto';
import type { Condition } from '@regulars/conditions';
import type {
  BodyOf,
  createSegment,
  Location,
  Segment,
  SegmentMakeup,
  SegmentPreview,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SettleSegmentsJob } from '../../apps/api/src/features/segments/index.ts';
import { WatchSegmentsJob } from '../../apps/api/src/features/segments/watch-segments.job.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { changeStatus, makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, type Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let till: Till;
let key: string;
let shop: Location;

// It is Sunday, 22 November 2026, 13:00 in Berlin.
beforeAll(async () => {
  ({ api, till, key, shop } = await openRuleClub());
});
afterAll(() => api.close());

const german: Condition = { fact: 'member.language', op: 'is', value: 'de' };
const older: Condition = { fact: 'member.age', op: 'at-least', value: 30 };
const bought: Condition = { fact: 'member.purchases', op: 'at-least', value: 1 };
const isIn = (...ids: string[]): Condition => ({ fact: 'member.segments', op: 'contains-any', value: ids });

const redeemedOf = (...of: string[]) => ({ happened: 'coupon.redeemed', of, days: 60, op: 'is', value: 1 });
const custom = (...of: string[]) => ({
  happened: 'custom-event.recorded',
  ...(of.length > 0 ? { of, days: 60, op: 'is', value: 1 } : {}),
});

/** Three members of their own for each test, and what only they fulfil. */
const threeMembers = async () => {
  const group = randomUUID();
  const attributes = { group };
  const anna = await makeMember(api, {
    attributes,
    firstName: 'Anna',
    language: 'de',
    birthday: '1990-05-01',
  });
  const ben = await makeMember(api, { attributes, firstName: 'Ben', language: 'en', birthday: '2000-05-01' });
  const cleo = await makeMember(api, { attributes, firstName: 'Cleo', language: 'de' });
  const ours: Condition = { fact: 'member.attribute', key: 'group', op: 'is', value: group };
  return { anna: anna.id, ben: ben.id, cleo: cleo.id, ours };
};

type Content = Partial<BodyOf<typeof createSegment>>;
const make = async (content: Content): Promise<Segment> =>
  (await send(api, 'post', '/segments', { key, body: { name: 'Segment', ...content } }).expect(201)).body;
const get = async (path: string) => (await send(api, 'get', path, { key }).expect(200)).body;
const listOf = async <Row>(path: string): Promise<Row[]> => ((await get(path)) as { data: Row[] }).data;
const membersOf = async (id: string): Promise<string[]> =>
  (await listOf<{ id: string }>(`/segments/${id}/members`)).map((member) => member.id);
const changesOf = async (id: string): Promise<{ memberId: string; change: string }[]> =>
  (await listOf<{ memberId: string; change: string }>(`/segments/${id}/changes`)).map(
    ({ memberId, change }) => ({ memberId, change }),
  );
const preview = async (condition: unknown): Promise<SegmentPreview> =>
  (await send(api, 'post', '/segments/preview', { key, body: { condition } }).expect(200)).body;
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 100 });
const holds = (id: string, ...members: string[]) =>
  soon(async () => {
    await api.app.get(SettleSegmentsJob).run();
    expect(await get(`/segments/${id}`)).toMatchObject({ state: 'ready', members: members.length });
    expect(await membersOf(id)).toEqual(members.toSorted());
  });

describe('a preview', () => {
  it('counts each part alone, what is left after it, and shows some', async () => {
    const { ours, cleo } = await threeMembers();
    const ofOurs = { all: [ours, older] };
    const counted = await preview({ all: [ours, { any: [german, ofOurs] }, { not: ofOurs }] });
    expect(counted).toMatchObject({
      members: 1,
      parts: [
        { pointer: '', alone: 1, left: null },
        { pointer: '/all/0', alone: 3, left: 3 },
        { pointer: '/all/1', left: 2 },
        { pointer: '/all/1/any/0', left: null },
        { pointer: '/all/1/any/1', alone: 1, left: null },
        { pointer: '/all/1/any/1/all/0', alone: 3, left: null },
        { pointer: '/all/1/any/1/all/1', left: null },
        { pointer: '/all/2', left: 1 },
        { pointer: '/all/2/not', alone: 1, left: null },
        { pointer: '/all/2/not/all/0', alone: 3 },
        { pointer: '/all/2/not/all/1' },
      ],
      sample: [{ id: cleo, displayName: expect.stringContaining('Cleo') }],
    });
    const none = { purchases: 'count', days: 30, op: 'is', value: 0 };
    expect(await preview({ all: [ours, none] })).toMatchObject({ members: 3 });
  });

  it.each<[string, unknown, string, number, string]>([
    [
      'an unknown fact',
      { fact: 'member.shoes', op: 'is', value: 1 },
      '/condition/fact',
      400,
      'invalid-request',
    ],
    ['a fact of a sale', { lines: 'any', where: german }, '/condition/lines', 400, 'invalid-request'],
    ['an unknown segment', isIn(randomUUID()), '/condition/value', 422, 'unknown-segment'],
    ['no id', isIn('vip'), '/condition/value', 422, 'unknown-segment'],
    ['a coupon that is not there', redeemedOf(randomUUID()), '/condition/of', 400, 'invalid-request'],
    ['a coupon without an id', redeemedOf('spring'), '/condition/of', 400, 'invalid-request'],
    ['an unknown custom event', custom('no-such-event'), '/condition/of', 400, 'invalid-request'],
    [
      'an event that follows itself',
      { ...custom(), days: 60, without: custom(), within: 7 },
      '/condition/without',
      400,
      'invalid-request',
    ],
  ])('and a segment refuse %s', async (_, condition, pointer, status, problem) => {
    const at = (path: string) => send(api, 'post', path, { key, body: { name: 'Wrong', condition } });
    await expectProblem(at('/segments'), status, problem, pointer);
    const body = { condition };
    await expectProblem(send(api, 'post', '/segments/preview', { key, body }), status, problem, pointer);
  });

  it('points to lists where there are too many values', async () => {
    const value = Array.from({ length: 10_000 }, (_, at) => `person-${at}`);
    const condition = { fact: 'member.attribute', key: 'id', op: 'is-one-of', value };
    const { body } = await send(api, 'post', '/segments/preview', { key, body: { condition } }).expect(400);
    expect(body.errors).toEqual([
      { pointer: '/condition/value', message: expect.stringContaining('a segment that is a list') },
    ]);
  });
});

describe('what happened to members', () => {
  it('is asked as often, in its order and without a follower, and forgotten when it is undone', async () => {
    const { anna, ben, cleo, ours } = await threeMembers();
    const coupon = await makeCoupon(api);
    const redeem = async (memberId: string): Promise<string> => {
      const lines = [{ quantity: 1, unitPrice: 1000, taxRate: 20 }];
      const body = { location: shop.code, currency: 'EUR', lines, member: { id: memberId } };
      const path = `/coupon-codes/${coupon.code}/redemptions`;
      const call = send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
      return (await call.expect(201)).body.id;
    };
    const first = await redeem(anna);
    await redeem(anna);
    await redeem(ben);
    await till.sell(cleo, 1000);
    const redeemed = { happened: 'coupon.redeemed', of: [coupon.id], days: 60 } as const;
    const bought = { happened: 'purchase.recorded' } as const;
    const twice = await make({ condition: { all: [ours, { ...redeemed, op: 'at-least', value: 2 }] } });
    const came = await make({ condition: { all: [ours, { ...redeemed, then: bought, within: 2 }] } });
    const stayed = await make({ condition: { all: [ours, { ...redeemed, without: bought, within: 2 }] } });
    await holds(twice.id, anna);
    await holds(came.id);
    api.clock.advance({ days: 1 });
    await till.sell(ben, 1000);
    await holds(came.id, ben);
    await holds(stayed.id);
    await send(api, 'post', `/coupon-redemptions/${first}/rollback`, { key })
      .set('idempotency-key', randomUUID())
      .expect(200);
    await holds(twice.id);
    api.clock.advance({ days: 2 });
    await holds(stayed.id, anna);
    const left: Condition = { not: { ...redeemed, op: 'at-least', value: 1 } };
    expect(await preview({ all: [ours, left] })).toMatchObject({ members: 1, sample: [{ id: cleo }] });
  });
});

describe('a condition', () => {
  it('is filled without news, follows its members at once, and tells who came and went', async () => {
    const { anna, ben, ours } = await threeMembers();
    const { id } = await make({ name: 'German buyers', condition: { all: [ours, german, bought] } });
    await holds(id);
    await till.sell(anna, 1000);
    await till.sell(ben, 1000);
    await holds(id, anna);
    const patch = { key, version: (await get(`/members/${anna}`)).version };
    await send(api, 'patch', `/members/${anna}`, { ...patch, body: { language: 'cs' } }).expect(200);
    await holds(id);
    expect(await changesOf(id)).toEqual([
      { memberId: anna, change: 'entered' },
      { memberId: anna, change: 'left' },
    ]);
    // Other tests have segments of all who speak German.
    const told = await rowsOf<{ name: string }>(
      api,
      `select name from events where name like 'segment.%' and member_id = $1 and data ->> 'segmentId' = $2 order by name`,
      [anna, id],
    );
    expect(told.map(({ name }) => name)).toEqual(['segment.entered', 'segment.left']);
    expect(await listOf(`/segments/${id}/history`)).toMatchObject([{ members: 0, entered: 1, left: 1 }]);
  });

  it('changes with its text, and members who close leave', async () => {
    const { anna, ben, cleo, ours } = await threeMembers();
    const condition = { all: [ours, { not: older }] };
    const { id, version } = await make({ name: 'Younger', condition, announced: false });
    await holds(id, ben, cleo);
    await changeStatus(api, ben, 'blocked');
    await holds(id, cleo);
    const body = { condition: { all: [ours, german] } };
    await send(api, 'patch', `/segments/${id}`, { key, version, body }).expect(200);
    await holds(id, anna, cleo);
    await expectProblem(
      send(api, 'patch', `/segments/${id}`, { key, version, body: { name: 'Old' } }),
      412,
      'version-changed',
    );
    await expectProblem(
      send(api, 'patch', `/segments/${id}`, { key, version: version + 1, body: { condition: null } }),
      400,
      'invalid-request',
      '/condition',
    );
  });

  it('decides all members again in each day of the club', async () => {
    const { anna, ben, ours } = await threeMembers();
    for (const id of [anna, ben]) await till.sell(id, 1000);
    const recent: Condition = { fact: 'member.last-purchase', op: 'in-the-last-days', value: 3 };
    const { id } = await make({ name: 'Recent', condition: { all: [ours, recent] } });
    await holds(id, anna, ben);
    const today = (): string => api.clock.date().toISOString().slice(0, 10);
    const first = today();
    api.clock.advance({ days: 4 });
    await holds(id);
    expect(await listOf(`/segments/${id}/history`)).toMatchObject([
      { day: first, members: 2 },
      { day: today(), members: 0, left: 2 },
    ]);
  });
});

describe('a list', () => {
  it('takes ids and addresses, says what it cannot use, and copies those who are in a segment', async () => {
    const { anna, ben } = await threeMembers();
    const { id } = await make({ name: 'Invited' });
    const { email } = await get(`/members/${ben}`);
    const body = { members: [anna, email, 'nobody', anna] };
    const { body: added } = await send(api, 'post', `/segments/${id}/members`, { key, body }).expect(200);
    expect(added).toEqual({
      added: 2,
      present: 0,
      errors: [
        { line: 3, reason: 'unknown' },
        { line: 4, reason: 'doubled' },
      ],
    });
    await holds(id, anna, ben);
    const copy = { key, body: { name: 'As invited' } };
    const { body: copied } = await send(api, 'post', `/segments/${id}/snapshots`, copy).expect(201);
    await send(api, 'delete', `/segments/${id}/members/${anna}`, { key }).expect(204);
    await send(api, 'delete', `/segments/${id}/members/${anna}`, { key }).expect(404);
    await holds(id, ben);
    await soon(async () => expect(await get(`/segments/${copied.id}`)).toMatchObject({ state: 'ready' }));
    expect(await listOf(`/members?segment=${id}`)).toMatchObject([{ id: ben }]);
  });

  it('takes a file, which is checked first, and is told as files too', async () => {
    const { anna, ben } = await threeMembers();
    const { id } = await make({ name: 'From a file' });
    const { email } = await get(`/members/${ben}`);
    const file = `Name;E-Mail;ID\nAnna;;${anna}\nBen;${email};\nNobody;nobody@nowhere.example;\n`;
    const sent = (dryRun: boolean, text = file) =>
      api.http
        .post(`/api/v1/segments/${id}/member-files?dryRun=${String(dryRun)}`)
        .set({ authorization: `Bearer ${key}`, 'content-type': 'text/csv' })
        .send(text);
    const counted = {
      lines: 3,
      found: 2,
      wrong: 1,
      errors: [{ line: 4, entry: 'nobody@nowhere.example', reason: 'unknown' }],
    };
    expect((await sent(true).expect(200)).body).toEqual({ ...counted, present: 0, added: 2 });
    expect(await membersOf(id)).toEqual([]);
    expect((await sent(false).expect(200)).body).toEqual({ ...counted, present: 0, added: 2 });
    expect((await sent(false).expect(200)).body).toEqual({ ...counted, present: 2, added: 0 });
    await holds(id, anna, ben);
    await expectProblem(sent(true, 'Anna,Huber\n'), 400, 'invalid-request', '/lines/1');
    const csv = async (what: string): Promise<string[]> =>
      (await send(api, 'get', `/segments/${id}/${what}/file`, { key }).expect(200)).text.trim().split('\n');
    expect(await csv('changes')).toHaveLength(3);
    expect((await csv('history')).at(-1)).toMatch(/,2,2,0$/u);
    expect((await csv('makeup'))[1]).toMatch(/^all,,2,/u);
  });

  it('is for lists only', async () => {
    const { id } = await make({ condition: german });
    const body = { members: [randomUUID()] };
    await expectProblem(
      send(api, 'post', `/segments/${id}/members`, { key, body }),
      409,
      'segment-not-a-list',
    );
  });
});

describe('segments inside of segments', () => {
  it('follow each other, and none contains itself or is removed while in use', async () => {
    const { anna, ben, cleo, ours } = await threeMembers();
    const list = await make({ name: 'Guests' });
    const inner = await make({ name: 'Inner', condition: isIn(list.id) });
    const outer = await make({ name: 'Outer', condition: { all: [ours, { not: isIn(inner.id) }] } });
    await holds(outer.id, anna, ben, cleo);
    await send(api, 'post', `/segments/${list.id}/members`, { key, body: { members: [cleo] } }).expect(200);
    await holds(outer.id, anna, ben);
    const circle = send(api, 'patch', `/segments/${inner.id}`, {
      key,
      version: inner.version,
      body: { condition: { any: [german, isIn(outer.id)] } },
    });
    const { body } = await circle.expect(422);
    expect(body).toMatchObject({
      code: 'segment-in-itself',
      errors: [{ pointer: '/condition/any/1/value', message: 'Inner → Outer → Inner' }],
    });
    expect((await get(`/segments/${list.id}`)).usedBy).toEqual([
      { type: 'segment', id: inner.id, name: 'Inner' },
    ]);
    const remove = (id: string) => send(api, 'delete', `/segments/${id}`, { key });
    await expectProblem(remove(list.id), 409, 'segment-in-use');
    for (const { id } of [outer, inner, list]) await remove(id).expect(204);
    await remove(list.id).expect(404);
    await send(api, 'get', `/segments/${list.id}`, { key }).expect(404);
    const restore = (id: string) => send(api, 'post', `/segments/${id}/restorations`, { key });
    const listed = (query = '') => listOf<{ id: string }>(`/segments?limit=200${query}`);
    const gone = (await listed('&removed=true')).map(({ id }) => id);
    expect(gone).toEqual(expect.arrayContaining([outer.id, inner.id, list.id]));
    await expectProblem(restore(inner.id), 422, 'unknown-segment', '/condition/value');
    for (const { id } of [list, inner, outer]) await restore(id).expect(200);
    await restore(list.id).expect(404);
    await holds(outer.id, anna, ben);
    for (const { id } of [outer, inner, list]) await remove(id).expect(204);
    api.clock.advance({ days: 1, minutes: 1 });
    await api.app.get(WatchSegmentsJob).run();
    await restore(list.id).expect(404);
    expect(await rowsOf(api, 'select from member_segments where segment_id = $1', [list.id])).toEqual([]);
  });

  it('have a depth', async () => {
    let { id } = await make({ name: 'At the bottom' });
    for (let depth = 2; depth <= 5; depth += 1) ({ id } = await make({ condition: isIn(id) }));
    const body = { name: 'Too deep', condition: isIn(id) };
    await expectProblem(
      send(api, 'post', '/segments', { key, body }),
      422,
      'segments-too-deep',
      '/condition/value',
    );
  });
});

it('a rule asks the segment at the sale, and the segment says who uses it', async () => {
  const { cleo } = await threeMembers();
  const { id } = await make({ name: 'Friends' });
  const rule = await makeRule(api, { name: 'For friends', effect: fixedPoints(7), when: isIn(id) });
  const earned = async (member: string): Promise<number> =>
    (await till.sell(member, 1000)).points?.earned ?? 0;
  const before = await earned(cleo);
  await send(api, 'post', `/segments/${id}/members`, { key, body: { members: [cleo] } }).expect(200);
  expect(await earned(cleo)).toBe(before + 7);
  expect((await get(`/segments/${id}`)).usedBy).toEqual([
    { type: 'earning-rule', id: rule.id, name: 'For friends' },
  ]);
  await expectProblem(send(api, 'delete', `/segments/${id}`, { key }), 409, 'segment-in-use');
});

it('the make-up compares with all members, and says when there are few', async () => {
  const { anna, ben, ours } = await threeMembers();
  const known: Condition = { fact: 'member.birthday', op: 'known' };
  const { id } = await make({ name: 'With a birthday', condition: { all: [ours, known] } });
  await holds(id, anna, ben);
  const { ages, ...makeup } = (await get(`/segments/${id}/makeup`)) as SegmentMakeup;
  expect(makeup).toMatchObject({ members: 2, few: true });
  const inside = ages
    .filter(({ members }) => members > 0)
    .map(({ key: band, members }) => ({ band, members }));
  expect(inside).toEqual([
    { band: '25-34', members: 1 },
    { band: '35-44', members: 1 },
  ]);
});
