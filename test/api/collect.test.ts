import { randomUUID } from 'node:crypto';
import { Script } from 'node:vm';
import type { CollectSite } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SweepCollectedJob } from '../../apps/api/src/features/collect/sweep-collected.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { collect, makeCollectSite, memberToken, shopOrigin, viewed } from '../support/makers/collect.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let site: CollectSite;

beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());
beforeEach(async () => {
  site = await makeCollectSite(api, key);
});

const consent = async (memberId: string, granted: boolean): Promise<void> => {
  const body = { consents: [{ purpose: 'tracking', granted }] };
  await send(api, 'put', `/members/${memberId}/consents`, { key, body }).expect(200);
};
const tracked = async (): Promise<string> => {
  const { id } = await makeMember(api);
  await consent(id, true);
  return id;
};
const shown = async (): Promise<CollectSite> =>
  (await send(api, 'get', `/collect-sites/${site.id}`, { key }).expect(200)).body;
const told = (memberId: string): Promise<{ name: string; data: Record<string, unknown> }[]> =>
  rowsOf(
    api,
    `select name, data from events where member_id = '${memberId}' and name like 'web.%' order by at, id`,
  );
const kept = (): Promise<{ member: string | null; sku: string | null; words: string | null }[]> =>
  rowsOf(
    api,
    `select v.member_id as member, e.sku, e.words from collect_visitors v
       left join collected_events e on e.site_id = v.site_id and e.visitor_id = v.id where v.site_id = '${site.id}' order by e.at, e.id`,
  );

describe('what a visitor does', () => {
  it('is noted once, counted, and belongs to nobody', async () => {
    const visitor = randomUUID();
    const events = [
      viewed('COFFEE-250'),
      { id: randomUUID(), kind: 'searched', words: 'decaf', results: 0, secondsAgo: 30 },
      { id: randomUUID(), kind: 'added-to-cart', sku: 'COFFEE-250', quantity: 2 },
    ];
    for (const turn of [1, 2]) {
      const { body } = await collect(api, site.key, { visitor, events }).expect(202);
      expect({ turn, ...body }).toEqual({ turn, accepted: 3, visitor: 'known' });
    }
    expect(await shown()).toMatchObject({
      events: { 'product-viewed': 1, searched: 1, 'added-to-cart': 1 },
      ofMembers: 0,
      dropped: 0,
      lastAt: '2026-11-22T09:00:00.000Z',
    });
    expect(await kept()).toEqual([
      { member: null, sku: null, words: 'decaf' },
      { member: null, sku: 'COFFEE-250', words: null },
      { member: null, sku: 'COFFEE-250', words: null },
    ]);
  });

  it('goes after 30 days, and at once when the visitor takes the consent back', async () => {
    const visitor = randomUUID();
    await collect(api, site.key, { visitor, events: [viewed('A')] }).expect(202);
    await collect(api, site.key, { events: [viewed('B')] }).expect(202);
    await send(api, 'post', '/collect/forget', { body: { pageKey: site.key, visitor } })
      .set('origin', shopOrigin)
      .expect(204);
    expect((await kept()).map(({ sku }) => sku)).toEqual(['B']);
    api.clock.advance({ days: 29 });
    await api.app.get(SweepCollectedJob).run();
    expect(await kept()).toHaveLength(1);
    api.clock.advance({ days: 2 });
    await api.app.get(SweepCollectedJob).run();
    api.clock.reset();
    expect(await kept()).toEqual([]);
  });

  it('is dropped if a program did it, or if it comes too fast', async () => {
    const robot = { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };
    const { body } = await collect(api, site.key, { events: [viewed('A')] }, robot).expect(202);
    expect(body.accepted).toBe(0);
    const visitor = randomUUID();
    const many = (): object[] => Array.from({ length: 40 }, () => viewed('A'));
    expect((await collect(api, site.key, { visitor, events: many() }).expect(202)).body.accepted).toBe(40);
    expect((await collect(api, site.key, { visitor, events: many() }).expect(202)).body.accepted).toBe(0);
    expect(await shown()).toMatchObject({ events: { 'product-viewed': 40 }, dropped: 41 });
  });
});

describe('a member who signs in', () => {
  it('is told with what the browser did before, and the next member gets a new visitor', async () => {
    const [anna, ben, visitor] = [await tracked(), await tracked(), randomUUID()];
    await collect(api, site.key, { visitor, events: [viewed('BEFORE')] }).expect(202);
    const ofAnna = { visitor, member: await memberToken(api, key, site.id, anna) };
    await collect(api, site.key, { ...ofAnna, events: [viewed('AFTER')] }).expect(202);
    expect((await told(anna)).map(({ data }) => data)).toEqual([
      { siteId: site.id, sku: 'BEFORE' },
      { siteId: site.id, sku: 'AFTER' },
    ]);
    const ofBen = { visitor, member: await memberToken(api, key, site.id, ben), events: [viewed('BEN')] };
    const { body } = await collect(api, site.key, ofBen).expect(202);
    expect(body).toEqual({ accepted: 0, visitor: 'other' });
    await collect(api, site.key, { ...ofBen, visitor: randomUUID() }).expect(202);
    expect((await told(ben)).map(({ data }) => data)).toEqual([{ siteId: site.id, sku: 'BEN' }]);
    expect(await told(anna)).toHaveLength(2);
  });

  it('who does not allow tracking leaves nothing, nor what the browser did before', async () => {
    const { id } = await makeMember(api);
    const visitor = randomUUID();
    await collect(api, site.key, { visitor, events: [viewed('BEFORE')] }).expect(202);
    const member = await memberToken(api, key, site.id, id);
    const { body } = await collect(api, site.key, { visitor, member, events: [viewed('AFTER')] }).expect(202);
    expect([body.accepted, await kept(), await told(id)]).toEqual([0, [], []]);
  });

  it('loses what was noted at once when the member takes the consent back', async () => {
    const id = await tracked();
    const member = await memberToken(api, key, site.id, id);
    await collect(api, site.key, { member, events: [viewed('A')] }).expect(202);
    expect(await kept()).toEqual([{ member: id, sku: 'A', words: null }]);
    await consent(id, false);
    expect(await kept()).toEqual([]);
  });
});

describe('refused', () => {
  it('other origins, unknown keys, and what the contract does not know', async () => {
    const events = [viewed('A')];
    await expectProblem(
      collect(api, site.key, { events }, { origin: 'https://evil.example' }),
      403,
      'foreign-origin',
    );
    await expectProblem(
      send(api, 'post', '/collect', {
        body: { pageKey: site.key, visitor: randomUUID(), consent: true, events },
      }),
      403,
      'foreign-origin',
    );
    await expectProblem(collect(api, `pk_${'x'.repeat(22)}`, { events }), 404, 'not-found', '/pageKey');
    await expectProblem(collect(api, site.key, { consent: false }), 400, 'invalid-request', '/consent');
    const [event] = [{ ...viewed('A'), secondsAgo: -1 }];
    await expectProblem(
      collect(api, site.key, { events: [event] }),
      400,
      'invalid-request',
      '/events/0/secondsAgo',
    );
    expect(await kept()).toEqual([]);
  });

  it('tokens that are forged, of another web page, or too old', async () => {
    const id = await tracked();
    const other = await makeCollectSite(api, key);
    const own = await memberToken(api, key, site.id, id);
    const foreign = await memberToken(api, key, other.id, id);
    const forged = own.replace(id, randomUUID());
    for (const member of [foreign, forged, `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`])
      await expectProblem(collect(api, site.key, { member }), 422, 'unknown-member-token', '/member');
    api.clock.advance({ minutes: 10 });
    await expectProblem(collect(api, site.key, { member: own }), 422, 'unknown-member-token', '/member');
    api.clock.reset();
    const unknown = { key, body: { memberId: randomUUID() } };
    await expectProblem(
      send(api, 'post', `/collect-sites/${site.id}/member-tokens`, unknown),
      404,
      'not-found',
      '/memberId',
    );
  });

  it.each([
    ['http://shop.example', 'without https'],
    ['https://shop.example/path', 'with a path'],
    ['https://anna@shop.example', 'with a name'],
    ['shop.example', 'without a scheme'],
    ['*', 'everybody'],
  ])('the origin %s: %s', async (origin) => {
    const body = { name: 'Shop', origins: [origin] };
    await expectProblem(
      send(api, 'post', '/collect-sites', { key, body }),
      400,
      'invalid-request',
      '/origins/0',
    );
  });
});

describe('browsers', () => {
  const ask = (origin: string) =>
    api.http
      .options('/api/v1/collect')
      .set('origin', origin)
      .set('access-control-request-method', 'POST')
      .set('access-control-request-headers', 'content-type');

  it('may call from listed origins only, without cookies', async () => {
    const { headers } = await ask(shopOrigin).expect(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': shopOrigin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      vary: expect.stringMatching(/origin/iu),
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect((await ask('https://evil.example').expect(204)).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    const reply = await collect(api, site.key, {}).expect(202);
    expect(reply.headers['access-control-allow-origin']).toBe(shopOrigin);
    await api.http.options('/api/v1/members').set('origin', shopOrigin).expect(404);
  });

  it('get the script, which any page may load', async () => {
    const { headers, text } = await api.http.get('/api/collect.js').expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(() => new Script(text)).not.toThrow();
  });
});

describe('a web page', () => {
  it('changes, pauses and gets another key, and the one before works no longer', async () => {
    const path = `/collect-sites/${site.id}`;
    const changed = await send(api, 'patch', path, {
      key,
      version: site.version,
      body: {
        name: 'Shop',
        origins: ['https://SHOP.example:443/', 'http://localhost:8080'],
        state: 'paused',
      },
    }).expect(200);
    expect(changed.body).toMatchObject({
      name: 'Shop',
      origins: [shopOrigin, 'http://localhost:8080'],
      state: 'paused',
      version: site.version + 1,
    });
    expect((await collect(api, site.key, { events: [viewed('A')] }).expect(202)).body.accepted).toBe(0);
    await expectProblem(
      send(api, 'patch', path, { key, version: site.version, body: { state: 'collecting' } }),
      412,
      'version-changed',
    );
    const { body } = await send(api, 'post', `${path}/keys`, { key }).expect(200);
    expect(body.key).not.toBe(site.key);
    await expectProblem(collect(api, site.key, {}), 404, 'not-found', '/pageKey');
    await collect(api, body.key, {}).expect(202);
  });
});
