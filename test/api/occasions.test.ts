import type { RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CelebrateJob, CompleteProfilesJob } from '../../apps/api/src/features/custom-events/index.ts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { changeStatus, makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
/** Each test has its own. */
let year = 2026;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
beforeEach(() => {
  year += 1;
  at('02-20', '12:00');
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

/** A moment of the club, in winter. */
const at = (day: string, time: string, of = year): void => api.clock.set(`${of}-${day}T${time}:00+01:00`);
const celebrate = () => api.app.get(CelebrateJob).run();
/** Until the end of its year. */
const yearly = (kind: 'birthday' | 'anniversary', more: Partial<RuleContent> = {}) =>
  makeRule(api, {
    validUntil: `${year}-12-31T00:00:00Z`,
    ...more,
    name: 'Every year',
    effect: { kind, points: 100 },
  });
const born = async (birthday: string): Promise<string> => (await makeMember(api, { birthday })).id;
const changeBirthday = (id: string, birthday: string): Promise<void> => change(id, { birthday });
const change = async (id: string, body: object): Promise<void> => {
  const { body: member } = await send(api, 'get', `/members/${id}`, { key }).expect(200);
  await send(api, 'patch', `/members/${id}`, { key, version: member.version, body }).expect(200);
};
const pointsOf = async (id: string) =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body;
const availableOf = async (id: string): Promise<number> => (await pointsOf(id)).available;

describe('points for a birthday', () => {
  it('come at 00:10 of the club, once a year, and say why without the date', async () => {
    await yearly('birthday');
    const { member, cookie } = await makeSignedInMember(api, { birthday: '1990-02-21' });
    const other = await born('1990-02-22');
    at('02-21', '00:09');
    await celebrate();
    expect(await availableOf(member.id)).toBe(0);
    at('02-21', '00:10');
    await Promise.all([celebrate(), celebrate(), celebrate()]);
    at('02-21', '12:00');
    await celebrate();
    expect([await availableOf(member.id), await availableOf(other)]).toEqual([100, 0]);
    const { body } = await send(api, 'get', '/me/activity', { cookie }).expect(200);
    expect(body.data).toMatchObject([
      { points: 100, explanation: [{ title: 'Every year', reason: '100 Punkte zum Geburtstag' }] },
    ]);
    const { body: events } = await send(api, 'get', `/custom-events?member=${member.id}`, { key }).expect(
      200,
    );
    expect(events.data).toMatchObject([{ type: '@birthday', payload: {}, points: { earned: 100 } }]);
    expect(JSON.stringify(events)).not.toContain('1990');
  });

  it('come after a standstill of up to two days, and to each member once', async () => {
    await yearly('birthday');
    const members = await Promise.all(['1980-02-21', '1981-02-21', '1982-02-22', '1983-02-23'].map(born));
    at('02-23', '12:00');
    await Promise.all([celebrate(), celebrate()]);
    await celebrate();
    expect(await Promise.all(members.map(availableOf))).toEqual([100, 100, 100, 100]);
  });

  it('come on the 28th for those born on 29 February, unless the year has one', async () => {
    const [id, yearless] = [await born('2004-02-29'), await born('--02-29')];
    const came: string[] = [];
    for (const of of [year, year + 1, year + 2, year + 3]) {
      at('02-20', '12:00', of);
      await yearly('birthday', { validUntil: `${of}-12-31T00:00:00Z` });
      const before = await availableOf(id);
      for (const day of ['02-28', '02-29', '03-01']) {
        if (day === '02-29' && of % 4 !== 0) continue;
        at(day, '00:10', of);
        await celebrate();
        if ((await availableOf(id)) > before && came.length <= of - year) came.push(`${of % 4} ${day}`);
      }
    }
    year += 3;
    expect(came.sort()).toEqual(['0 02-29', '1 02-28', '2 02-28', '3 02-28']);
    expect(await availableOf(yearless)).toBe(await availableOf(id));
  });

  it('are not given again to who changes the birthday, nor to who joins on it', async () => {
    await yearly('birthday');
    const id = await born('1990-02-21');
    at('02-21', '09:00');
    await celebrate();
    await changeBirthday(id, '1990-02-24');
    at('02-24', '09:00');
    const late = await born('1990-02-24');
    await celebrate();
    expect([await availableOf(id), await availableOf(late)]).toEqual([100, 0]);
  });

  it('follow the condition, the limit and the expiry of the rule, and need an active membership', async () => {
    await yearly('birthday', {
      when: { fact: 'member.language', op: 'is', value: 'cs' },
      caps: [{ per: 'day', points: 60 }],
      expiresAfter: { unit: 'days', count: 10 },
    });
    const birthday = '1970-02-21';
    const [czech, german, blocked] = [
      (await makeMember(api, { birthday, language: 'cs' })).id,
      (await makeMember(api, { birthday })).id,
      (await makeMember(api, { birthday, language: 'cs' })).id,
    ];
    await changeStatus(api, blocked, 'blocked');
    at('02-21', '09:00');
    await celebrate();
    const { available, expiring } = await pointsOf(czech);
    expect([available, await availableOf(german), await availableOf(blocked)]).toEqual([60, 0, 0]);
    expect(expiring).toMatchObject([{ points: 60 }]);
    const days = (Date.parse(expiring[0].expiresAt) - api.clock.now()) / 86_400_000;
    expect(days).toBeGreaterThan(9);
    expect(days).toBeLessThan(12);
  });

  it('begin with the day after the rule was published, and end when it is paused', async () => {
    const [early, late] = [await born('1990-02-20'), await born('1990-02-22')];
    at('02-20', '13:00');
    const { id } = await yearly('birthday');
    await celebrate();
    at('02-21', '12:00');
    await api.app.get(RulePublishing).pause(system, id, {});
    at('02-22', '12:00');
    await celebrate();
    expect([await availableOf(early), await availableOf(late)]).toEqual([0, 0]);
  });

  it('come once around New Year, even if the birthday is changed in between', async () => {
    at('12-20', '12:00');
    await yearly('birthday', { validUntil: `${year + 1}-02-01T00:00:00Z` });
    const id = await born('1990-12-31');
    at('12-31', '09:00');
    await celebrate();
    await changeBirthday(id, '1990-01-01');
    at('01-01', '09:00', year + 1);
    await celebrate();
    expect(await availableOf(id)).toBe(100);
    at('12-20', '12:00', year + 1);
    await yearly('birthday', { validUntil: `${year + 2}-02-01T00:00:00Z` });
    at('01-01', '09:00', year + 2);
    await celebrate();
    expect(await availableOf(id)).toBe(200);
    year += 2;
  });

  it('have no place, no event and no limit per purchase', async () => {
    const { id } = await makeLocation(api);
    const refused = async (more: object): Promise<string[]> => {
      const body = { name: { en: 'X' }, effect: { kind: 'birthday', points: 5 }, ...more };
      const reply = await send(api, 'post', '/earning-rules', { key, body }).expect(400);
      const errors: { pointer: string }[] = reply.body.errors;
      return errors.map(({ pointer }) => pointer);
    };
    expect(await refused({ locations: [id] })).toEqual(['/locations']);
    expect(await refused({ when: { fact: 'event.flag', key: 'rain', op: 'is', value: true } })).toEqual([
      '/when/fact',
    ]);
    expect(await refused({ caps: [{ per: 'purchase', points: 5 }] })).toEqual(['/caps/0/per']);
    expect(await refused({ effect: { kind: 'birthday', points: 0 } })).toEqual(['/effect/points']);
  });
});

it('an anniversary gives points on the local day of joining, from the first year on', async () => {
  await yearly('anniversary');
  // 00:30 of the 22nd in the club.
  const joined = (of: number) => new Date(`${of}-02-21T23:30:00Z`);
  const [old, young] = [
    (await makeMember(api, { joinedAt: joined(year - 1) })).id,
    (await makeMember(api)).id,
  ];
  at('02-21', '12:00');
  await celebrate();
  expect(await availableOf(old)).toBe(0);
  at('02-22', '00:10');
  await celebrate();
  expect([await availableOf(old), await availableOf(young)]).toEqual([100, 0]);
});

describe('points for a completed profile', () => {
  const complete = () => api.app.get(CompleteProfilesJob).run();
  const settled = (id: string, points: number) =>
    expect.poll(() => availableOf(id), { timeout: 15_000, interval: 50 }).toBe(points);
  const asking = (more: Partial<RuleContent> = {}, asked: object = {}) =>
    makeRule(api, {
      validUntil: `${year}-12-31T00:00:00Z`,
      ...more,
      name: 'Tell us',
      effect: {
        kind: 'profile-completed',
        points: 100,
        fields: ['birthday', 'phone'],
        attributes: [],
        ...asked,
      },
    });
  let phones = 0;
  const phone = (): string => `+4366012${String((phones += 1)).padStart(5, '0')}`;

  it('come once, when the last answer is there, and not again after it was emptied', async () => {
    const { id: rule } = await asking();
    const { member, cookie } = await makeSignedInMember(api);
    const told = async (): Promise<string[] | undefined> => {
      const { body } = await send(api, 'get', '/me/opportunities', { cookie }).expect(200);
      const offers: { rule: { id: string }; profile: string[] }[] = body.data;
      return offers.find((each) => each.rule.id === rule)?.profile;
    };
    expect(await told()).toEqual(['birthday', 'phone']);
    await change(member.id, { birthday: '1990-05-17' });
    expect(await told()).toEqual(['phone']);
    await change(member.id, { phone: phone() });
    await settled(member.id, 100);
    expect(await told()).toBeUndefined();
    await change(member.id, { phone: null });
    await change(member.id, { phone: phone() });
    // Events of a member come in order: a rule that is published now gives its points after them.
    await asking({}, { points: 7, fields: [], attributes: ['mark'] });
    await change(member.id, { attributes: { mark: true } });
    await settled(member.id, 107);
    const { body } = await send(api, 'get', '/me/activity', { cookie }).expect(200);
    expect(body.data).toMatchObject([{ points: 7 }, { points: 100 }]);
    expect(body.data[1].explanation).toMatchObject([
      { title: 'Tell us', reason: '100 Punkte für die Angaben im Profil' },
    ]);
  });

  it('come once when changes and the job meet', async () => {
    await asking();
    const id = await born('1990-05-17');
    await change(id, { phone: phone() });
    await Promise.all([complete(), complete(), complete()]);
    await complete();
    await settled(id, 100);
    const { body } = await send(api, 'get', `/custom-events?member=${id}`, { key }).expect(200);
    expect(body.data).toMatchObject([{ type: '@profile', payload: {}, points: { earned: 100 } }]);
  });

  it('come to those who had answered before the rule, and wait for a detail of other systems', async () => {
    const [full, lacking] = [
      (await makeMember(api, { birthday: '1990-05-17', phone: phone(), attributes: { shoe_size: 42 } })).id,
      (await makeMember(api, { birthday: '1990-05-17', phone: phone() })).id,
    ];
    await asking({}, { attributes: ['shoe_size'] });
    await complete();
    expect([await availableOf(full), await availableOf(lacking)]).toEqual([100, 0]);
    await change(lacking, { attributes: { shoe_size: 39 } });
    await settled(lacking, 100);
  });

  it('wait for the condition of the rule, and are not lost by asking too early', async () => {
    await asking({ when: { fact: 'member.language', op: 'is', value: 'cs' } });
    const id = await born('1990-05-17');
    await change(id, { phone: phone() });
    await complete();
    await asking({}, { points: 7, fields: [], attributes: ['mark'] });
    await change(id, { attributes: { mark: true } });
    await settled(id, 7);
    await change(id, { language: 'cs' });
    await settled(id, 107);
  });

  it('need something to ask for', async () => {
    const refused = async (asked: object): Promise<string[]> => {
      const effect = { kind: 'profile-completed', points: 5, ...asked };
      const body = { name: { en: 'X' }, effect };
      const reply = await send(api, 'post', '/earning-rules', { key, body }).expect(400);
      const errors: { pointer: string }[] = reply.body.errors;
      return errors.map(({ pointer }) => pointer);
    };
    expect(await refused({})).toEqual(['/effect/fields']);
    expect(await refused({ fields: ['phone', 'phone'] })).toEqual(['/effect/fields/1']);
    expect(await refused({ fields: ['shoe'] })).toEqual(['/effect/fields/0']);
    expect(await refused({ attributes: ['Shoe size'] })).toEqual(['/effect/attributes/0']);
  });
});
