import { randomUUID } from 'node:crypto';
import type { Attendance, CheckedIn, Gathering, OwnGathering } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatheringReminders } from '../../apps/api/src/features/gatherings/gathering-reminders.ts';
import { unbalancedWallets } from '../support/books.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCommunity } from '../support/makers/communities.ts';
import { cardOf, inHours, makeGathering, pointsOf, told } from '../support/makers/gatherings.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let mailed: MailedApp;
let api: MailedApp['api'];
let key: string;
beforeAll(async () => {
  mailed = await startMailedApp();
  ({ api, key } = mailed);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await mailed.close();
});

const by = (
  method: 'post' | 'put' | 'delete',
  path: string,
  { cookie }: Pick<SignedInMember, 'cookie'>,
  body: object = {},
) => send(api, method, path, { cookie, body }).set('origin', api.url).set('idempotency-key', randomUUID());
/** Members of the community of this gathering. */
const joined = async ({ community: { id } }: Gathering, count = 1): Promise<SignedInMember[]> => {
  const members: SignedInMember[] = [];
  for (let at = 0; at < count; at += 1) {
    const member = await makeSignedInMember(api, { emailConfirmedAt: new Date() });
    await by('post', `/communities/${id}/memberships`, member).expect(200);
    members.push(member);
  }
  return members;
};
const one = async (gathering: Gathering): Promise<[SignedInMember]> => {
  const [member] = await joined(gathering);
  if (!member) throw new Error('it joined');
  return [member];
};
const say = ({ id }: Gathering, member: SignedInMember, answer: 'going' | 'declined', mails = false) =>
  by('put', `/me/gatherings/${id}/answer`, member, { answer, mails });
const seen = async ({ id }: Gathering, { cookie }: SignedInMember): Promise<OwnGathering> =>
  (await send(api, 'get', `/me/gatherings/${id}`, { cookie }).expect(200)).body;
const stateOf = async (gathering: Gathering, member: SignedInMember) =>
  (await seen(gathering, member)).answer?.state ?? null;
const change = async ({ id, version, ...before }: Gathering, body: object) => {
  const { title, state, startsAt, endsAt, places, place } = before;
  const same = { title, state, startsAt, endsAt, places, place: { kind: 'address', address: place.address } };
  return send(api, 'put', `/gatherings/${id}`, { key, version, body: { ...same, ...body } });
};
const enter = ({ id }: Gathering, guest: object, as: { key?: string; cookie?: string } = { key }) =>
  send(api, 'post', `/gatherings/${id}/attendances`, { ...as, body: guest })
    .set('origin', api.url)
    .set('idempotency-key', randomUUID());
const undo = (id: string) =>
  send(api, 'post', `/attendances/${id}/undo`, { key, body: {} }).set('idempotency-key', randomUUID());

describe('a gathering', () => {
  it('is a draft that nobody finds, is planned, and cancelled once', async () => {
    const draft = await makeGathering(api, { state: 'draft' });
    const [member] = await one(draft);
    await expectProblem(
      send(api, 'get', `/me/gatherings/${draft.id}`, { cookie: member.cookie }),
      404,
      'not-found',
    );
    const planned = (await change(draft, { state: 'planned' })).body as Gathering;
    expect(planned).toMatchObject({ state: 'planned', version: 2, left: null, checkIn: false });
    await say(planned, member, 'going').expect(200);
    const path = `/gatherings/${draft.id}/cancel`;
    const { body } = await send(api, 'post', path, { key, body: { reason: 'Water pipe' } }).expect(200);
    expect(body).toMatchObject({ state: 'cancelled', reason: 'Water pipe' });
    await expectProblem(send(api, 'post', path, { key, body: {} }), 409, 'already-cancelled');
    expect(await seen(draft, member)).toMatchObject({ state: 'cancelled', mayAnswer: false });
    expect(await told(api, member)).toEqual(['cancelled']);
  });

  it('needs times in order, a place and a plain title', async () => {
    const { id } = await makeCommunity(api);
    const sound = {
      title: { en: 'Cupping' },
      startsAt: inHours(api, 2),
      endsAt: inHours(api, 3),
      place: { kind: 'address', address: 'Here' },
    };
    const cases: [object, string, number?, string?][] = [
      [{ endsAt: inHours(api, 1) }, '/endsAt'],
      [{ endsAt: inHours(api, 2 + 15 * 24) }, '/endsAt'],
      [{ answersUntil: inHours(api, 2.5) }, '/answersUntil'],
      [{ title: { en: 'left\u202Eright' } }, '/title/en'],
      [{ places: 0 }, '/places'],
      [{ place: { kind: 'online', link: 'javascript:alert(1)' } }, '/place/link'],
      [{ place: { kind: 'location', location: 'nowhere' } }, '/place/location', 422, 'unknown-location'],
    ];
    for (const [wrong, pointer, status = 400, problem = 'invalid-request'] of cases) {
      const body = { ...sound, ...wrong };
      const sending = send(api, 'post', `/communities/${id}/gatherings`, { key, body });
      await expectProblem(sending, status, problem, pointer);
    }
  });

  it('shows its link only to those who come', async () => {
    const link = 'https://meet.example/cupping';
    const gathering = await makeGathering(api, { place: { kind: 'online', link } });
    const [member] = await one(gathering);
    expect((await seen(gathering, member)).place.link).toBeNull();
    await say(gathering, member, 'going').expect(200);
    expect((await seen(gathering, member)).place.link).toBe(link);
  });

  it('of a closed community is found by its members only', async () => {
    const { id } = await makeCommunity(api, { entry: 'request' });
    const gathering = await makeGathering(api, { community: id });
    const { cookie } = await makeSignedInMember(api);
    for (const path of [
      `/me/communities/${id}/gatherings`,
      ...['', '/calendar'].map((end) => `/me/gatherings/${gathering.id}${end}`),
    ])
      await expectProblem(send(api, 'get', path, { cookie }), 404, 'not-found');
  });
});

describe('places', () => {
  it('go to exactly 16 of 50 who ask at once, and the others wait in order', async () => {
    const gathering = await makeGathering(api, { places: 16 });
    const members = await joined(gathering, 50);
    await Promise.all(members.map((member) => say(gathering, member, 'going').expect(200)));
    const answers = await Promise.all(members.map((member) => seen(gathering, member)));
    const ahead = answers.flatMap(({ answer }) => answer?.ahead ?? []).sort((one, other) => one - other);
    expect(answers.filter(({ answer }) => answer?.state === 'going')).toHaveLength(16);
    expect(ahead).toEqual(Array.from({ length: 34 }, (_, at) => at));
    expect(answers[0]).toMatchObject({ coming: 16, waiting: 34, left: 0 });
    const first = members[answers.findIndex(({ answer }) => answer?.ahead === 0)];
    const leaving = members.filter((_, at) => answers[at]?.answer?.state === 'going').slice(0, 3);
    await Promise.all(leaving.map((member) => say(gathering, member, 'declined').expect(200)));
    const after = await Promise.all(members.map((member) => seen(gathering, member)));
    expect(after[0]).toMatchObject({ coming: 16, waiting: 31 });
    if (first)
      expect([await stateOf(gathering, first), await told(api, first)]).toEqual(['going', ['place']]);
  }, 40_000);

  it('that are added go to those who wait, and fewer places take none away', async () => {
    const gathering = await makeGathering(api, { places: 1 });
    const [one, two, three] = await joined(gathering, 3);
    if (!one || !two || !three) throw new Error('they joined');
    for (const member of [one, two, three]) await say(gathering, member, 'going', true).expect(200);
    const states = () => Promise.all([one, two, three].map((member) => stateOf(gathering, member)));
    expect(await states()).toEqual(['going', 'waiting', 'waiting']);
    const { body } = await change(gathering, { places: 2 });
    expect(await states()).toEqual(['going', 'going', 'waiting']);
    await change(body as Gathering, { places: 1 });
    expect(await states()).toEqual(['going', 'going', 'waiting']);
    expect((await seen(gathering, one)).left).toBe(0);
    await say(gathering, one, 'declined').expect(200);
    expect(await states()).toEqual(['declined', 'going', 'waiting']);
  });

  it('of who leaves or is banned go to the next', async () => {
    const gathering = await makeGathering(api, { places: 1 });
    const [one, two, three] = await joined(gathering, 3);
    if (!one || !two || !three) throw new Error('they joined');
    for (const member of [one, two, three]) await say(gathering, member, 'going').expect(200);
    await by('delete', `/me/communities/${gathering.community.id}`, one).expect(204);
    expect([await stateOf(gathering, one), await stateOf(gathering, two)]).toEqual([null, 'going']);
    await expectProblem(say(gathering, one, 'going'), 409, 'members-of-community-only');
    const path = `/communities/${gathering.community.id}/members/${two.member.id}`;
    await send(api, 'put', path, { key, body: { state: 'banned', reason: 'Spam' } }).expect(200);
    expect(await stateOf(gathering, three)).toBe('going');
    await expectProblem(enter(gathering, { memberId: two.member.id }), 409, 'check-in-closed');
  });

  it('are not given after the answers end', async () => {
    const gathering = await makeGathering(api, {
      answersUntil: inHours(api, 1),
      startsAt: inHours(api, 2),
      endsAt: inHours(api, 3),
    });
    const [one, two] = await joined(gathering, 2);
    if (!one || !two) throw new Error('they joined');
    await say(gathering, one, 'going').expect(200);
    api.clock.advance({ hours: 1 });
    await expectProblem(say(gathering, two, 'going'), 409, 'answers-closed');
    await say(gathering, one, 'declined').expect(200);
  });
});

describe('at the door', () => {
  const soon = () => ({ startsAt: inHours(api, 1), endsAt: inHours(api, 3) });

  it('a card counts once, gives the points of the rule, and undone takes them back', async () => {
    const gathering = await makeGathering(api, soon());
    await makeRule(api, {
      name: 'Gatherings',
      effect: { kind: 'custom-event', type: 'gathering-attended', points: 50, perField: null },
    });
    const [member] = await one(gathering);
    await say(gathering, member, 'going').expect(200);
    const code = await cardOf(api, member);
    const replies = await Promise.all([1, 2, 3].map(() => enter(gathering, { code })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const bodies = replies.map(({ body }) => body as CheckedIn);
    expect(bodies.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(bodies[0]).toMatchObject({
      state: 'came',
      points: 50,
      expected: true,
      figures: { came: 1, going: 0 },
    });
    expect(await pointsOf(api, member)).toBe(50);
    const id = bodies[0]?.id ?? '';
    await Promise.all([undo(id).expect(200), undo(id).expect(200)]);
    expect([await pointsOf(api, member), await stateOf(gathering, member)]).toEqual([0, 'going']);
    await enter(gathering, { memberId: member.member.id }).expect(200);
    expect(await pointsOf(api, member)).toBe(50);
  });

  it('who has no place comes in while places are free', async () => {
    const gathering = await makeGathering(api, { ...soon(), places: 1 });
    const [one, two] = await joined(gathering, 2);
    if (!one || !two) throw new Error('they joined');
    const { body } = await enter(gathering, { memberId: one.member.id }).expect(200);
    expect(body).toMatchObject({ expected: false, left: 0 });
    await expectProblem(enter(gathering, { memberId: two.member.id }), 409, 'gathering-full');
    await say(gathering, two, 'going').expect(200);
    expect(await stateOf(gathering, two)).toBe('waiting');
    await undo((body as CheckedIn).id).expect(200);
    expect(await stateOf(gathering, two)).toBe('going');
  });

  it('nobody comes in who is banned, unknown, or the cashier', async () => {
    const gathering = await makeGathering(api, soon());
    const [banned] = await one(gathering);
    const path = `/communities/${gathering.community.id}/members/${banned.member.id}`;
    await send(api, 'put', path, { key, body: { state: 'banned', reason: 'Spam' } }).expect(200);
    await expectProblem(enter(gathering, { memberId: banned.member.id }), 409, 'not-admitted');
    await expectProblem(enter(gathering, { code: '4021 0000 0000 0000' }), 404, 'unknown-card', '/code');
    await expectProblem(enter(gathering, { memberId: randomUUID() }), 404, 'not-found', '/memberId');
    await expectProblem(enter(gathering, {}), 400, 'invalid-request', '/code');
  });

  it('the list is searched by name, and staff of other locations find nothing', async () => {
    const [here, there] = [await makeLocation(api), await makeLocation(api)];
    const gathering = await makeGathering(api, {
      ...soon(),
      place: { kind: 'location', location: here.code },
    });
    const [member] = await one(gathering);
    await say(gathering, member, 'going').expect(200);
    const list = async (as: { key?: string; cookie?: string }, query = ''): Promise<Attendance[]> =>
      (await send(api, 'get', `/gatherings/${gathering.id}/attendances${query}`, as).expect(200)).body.data;
    expect(await list({ key })).toMatchObject([{ state: 'going', member: { id: member.member.id } }]);
    expect(await list({ key }, '?query=nobody-has-this-name')).toEqual([]);
    const [own, other] = [
      await makeStaff(api, ['cashier'], { locationIds: [here.id] }),
      await makeStaff(api, ['cashier'], { locationIds: [there.id] }),
    ];
    expect(await list({ cookie: own.cookie })).toHaveLength(1);
    const path = `/gatherings/${gathering.id}/attendances`;
    await expectProblem(send(api, 'get', path, { cookie: other.cookie }), 404, 'not-found');
    await expectProblem(
      enter(gathering, { memberId: member.member.id }, { cookie: other.cookie }),
      404,
      'not-found',
    );
    const todays = async (cookie: string): Promise<Gathering[]> =>
      (await send(api, 'get', `/gatherings?location=${here.code}`, { cookie }).expect(200)).body.data;
    expect(await todays(own.cookie)).toMatchObject([{ id: gathering.id, checkIn: true }]);
    await expectProblem(
      send(api, 'get', `/gatherings?location=${here.code}`, { cookie: other.cookie }),
      422,
      'unknown-location',
      '/query/location',
    );
    const { body } = await enter(
      gathering,
      { code: await cardOf(api, member) },
      { cookie: own.cookie },
    ).expect(200);
    const key2 = await makeKey(api, ['*'], [there.id]);
    await expectProblem(
      send(api, 'post', `/attendances/${body.id}/undo`, { key: key2, body: {} }).set(
        'idempotency-key',
        randomUUID(),
      ),
      404,
      'not-found',
    );
  });
});

describe('members', () => {
  it('get a calendar file that is safe, whatever the title', async () => {
    const title = { en: 'a"\r\nBEGIN:VEVENT\r\nSUMMARY:x; ../../Käse, ok' };
    const { id } = await makeCommunity(api);
    await expectProblem(
      send(api, 'post', `/communities/${id}/gatherings`, {
        key,
        body: {
          title,
          startsAt: inHours(api, 1),
          endsAt: inHours(api, 2),
          place: { kind: 'address', address: 'x' },
        },
      }),
      400,
      'invalid-request',
      '/title/en',
    );
    const gathering = await makeGathering(api, {
      title: { en: 'a" SUMMARY:x; ../../Käse, ok' },
      startsAt: '2027-03-27T18:00:00Z',
      endsAt: '2027-03-28T18:00:00Z',
    });
    const [member] = await one(gathering);
    const fetch = () =>
      send(api, 'get', `/me/gatherings/${gathering.id}/calendar`, { cookie: member.cookie }).expect(200);
    const { headers, text } = await fetch();
    expect(headers['content-disposition']).toBe('attachment; filename="a-summary-x-kase-ok.ics"');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    await send(api, 'post', `/gatherings/${gathering.id}/cancel`, { key, body: {} }).expect(200);
    const { text: off } = await fetch();
    for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1']) expect(off).toContain(line);
  });

  it('are reminded on the day before and two hours before, once, and told about another time', async () => {
    const day = 24;
    const gathering = await makeGathering(api, {
      startsAt: inHours(api, 2 * day),
      endsAt: inHours(api, 2 * day + 2),
    });
    const [member, without] = await joined(gathering, 2);
    if (!member || !without) throw new Error('they joined');
    await say(gathering, member, 'going', true).expect(200);
    await say(gathering, without, 'going').expect(200);
    const remind = () => api.app.get(GatheringReminders).send();
    await remind();
    expect(await told(api, member)).toEqual([]);
    const { body } = await change(gathering, { startsAt: inHours(api, 2 * day - 1) });
    expect(body).toMatchObject({ version: 2 });
    api.clock.advance({ hours: day });
    for (let run = 0; run < 2; run += 1) await remind();
    expect(await told(api, member)).toEqual(['tomorrow', 'moved']);
    api.clock.advance({ hours: day - 2 });
    for (let run = 0; run < 2; run += 1) await remind();
    expect(await told(api, without)).toEqual(['soon', 'tomorrow', 'moved']);
    const to = member.member.email ?? '';
    await expect
      .poll(
        () =>
          mailed.mailbox
            .to(to)
            .map(({ subject }) => subject ?? '')
            .toSorted((one, other) => one.localeCompare(other)),
        { timeout: 10_000 },
      )
      .toEqual(['Geändert: Verkostung: drei Kenianer', 'Morgen: Verkostung: drei Kenianer']);
    expect(mailed.mailbox.to(without.member.email ?? '')).toEqual([]);
  });

  it('see what is on in their communities, the next first', async () => {
    const { id: community } = await makeCommunity(api);
    const later = await makeGathering(api, {
      community,
      startsAt: inHours(api, 90),
      endsAt: inHours(api, 91),
    });
    const next = await makeGathering(api, { community });
    await makeGathering(api);
    const [{ cookie }] = await one(next);
    const { body } = await send(api, 'get', '/me/gatherings', { cookie }).expect(200);
    expect((body.data as OwnGathering[]).map(({ id }) => id)).toEqual([next.id, later.id]);
    const list = async (query: string): Promise<string[]> => {
      const path = `/me/communities/${community}/gatherings${query}`;
      const { body: listed } = await send(api, 'get', path, { cookie }).expect(200);
      return (listed.data as OwnGathering[]).map(({ id }) => id);
    };
    expect(await list('?limit=1')).toEqual([next.id]);
    expect(await list('?when=past')).toEqual([]);
    api.clock.advance({ hours: 91 });
    expect(await list('?when=past')).toEqual([later.id, next.id]);
  });

  it('are named by nickname, if they let directories list them', async () => {
    const gathering = await makeGathering(api);
    const [listed, hidden] = await joined(gathering, 2);
    if (!listed || !hidden) throw new Error('they joined');
    const nickname = `Jana ${randomUUID().slice(0, 8)}`;
    await by('put', '/me/nickname', listed, { nickname, listed: true }).expect(200);
    for (const member of [listed, hidden]) await say(gathering, member, 'going').expect(200);
    expect(await seen(gathering, hidden)).toMatchObject({ coming: 2, who: [nickname] });
  });
});
