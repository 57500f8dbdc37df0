import { randomInt, randomUUID } from 'node:crypto';
import { newCardNumber, newVoucherCode, usualNumbering } from '@regulars/loyalty';
import sharp from 'sharp';
import type supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { ApiKeysService, Attempts } from '../../apps/api/src/features/identity/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { offer } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { pluck, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let shop: string;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
  ({ code: shop } = await makeLocation(api));
});
afterAll(() => api.close());

let addresses = 0;
const anyAddress = (): string => `203.0.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`;
const anyCard = (): string => newCardNumber(randomInt, usualNumbering);
const anyVoucher = (): string => newVoucherCode(randomInt);
const resolve = (who: Sender, code: string | undefined, address = anyAddress()): supertest.Test =>
  send(api, 'post', '/cards/resolve', { ...who, body: { code } }).set('x-forwarded-for', address);
const statusesOf = async (replies: supertest.Test[]): Promise<number[]> => {
  const statuses: number[] = [];
  for (const reply of replies) statuses.push((await reply).status);
  return statuses;
};
const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);
const cardOf = async (memberId: string): Promise<string | undefined> =>
  (await api.app.get(Cards).activeOf(memberId))?.number;
/** Counts them as other processes would. */
const counted = async (key: string, wrong: number): Promise<void> => {
  for (let guess = 0; guess < wrong; guess += 1) await api.app.get(Attempts).raise('guess-codes', key, 3600);
};

describe('a thief who tries card numbers', () => {
  it('is stopped after twenty, from any number of addresses, and learns nothing more', async () => {
    const thief = await makeStaff(api, ['cashier']);
    expect(await statusesOf(times(20, () => resolve(thief, anyCard())))).toEqual(Array(20).fill(404));
    const number = await cardOf((await makeMember(api)).id);
    const refused = await resolve(thief, number);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    expect(refused.headers['ratelimit']).toMatch(/^"guess-codes";r=0;t=\d+$/);
    expect(refused.headers['ratelimit-policy']).toBe('"guess-codes";q=20;w=3600');
    await resolve(await makeStaff(api, ['cashier']), number).expect(200);
  });

  it('gains nothing from many guesses at the same moment', async () => {
    const thief = await makeStaff(api, ['cashier']);
    const replies = await Promise.all(times(60, () => resolve(thief, anyCard())));
    const looked = replies.filter(({ status }) => status === 404);
    expect([looked.length, replies.length - looked.length]).toEqual([20, 40]);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([404, 429]));
  });

  it('has one count for cards, phones, vouchers and purchases', async () => {
    const thief = await makeStaff(api, ['cashier']);
    const post = (path: string, body: object) =>
      send(api, 'post', path, { ...thief, body })
        .set('idempotency-key', randomUUID())
        .set('x-forwarded-for', anyAddress());
    const sale = () => offer(api, shop, { member: { card: anyCard() } });
    const guesses = [
      () => resolve(thief, anyCard()),
      () => resolve(thief, `+43660${randomInt(1_000_000, 9_999_999)}`),
      () => resolve(thief, `${randomUUID()}@guess.example`),
      () => send(api, 'get', `/vouchers/${anyVoucher()}`, thief).set('x-forwarded-for', anyAddress()),
      () => post(`/vouchers/${anyVoucher()}/use`, {}),
      () => post('/purchases', sale()),
      () => post('/purchases?dryRun=true', { ...sale(), receipt: undefined, location: shop }),
    ];
    const statuses = await statusesOf(times(3, () => guesses.map((guess) => guess())).flat());
    expect(statuses).toEqual([...Array<number>(20).fill(404), 429]);
    for (const guess of guesses) expect((await guess()).status).toBe(429);
  });

  it('is stopped per key and per address, also across processes', async () => {
    const { row, secret } = await api.app
      .get(ApiKeysService)
      .create(system, { name: 'walker', scopes: ['*'], locations: [] });
    await counted(`api-key ${row.id}`, 98);
    expect(await statusesOf(times(3, () => resolve({ key: secret }, anyCard())))).toEqual([404, 404, 429]);

    const address = anyAddress();
    await counted(`address ${address}`, 98);
    const many = await Promise.all(times(3, () => makeStaff(api, ['cashier'])));
    expect(await statusesOf(many.map((one) => resolve(one, anyCard(), address)))).toEqual([404, 404, 429]);
  });
});

describe('a thief who tries customer numbers', () => {
  const preview = (who: Sender, member: object) =>
    send(api, 'post', '/purchases?dryRun=true', {
      ...who,
      body: { ...offer(api, shop, { member }), receipt: undefined, location: shop },
    }).set('x-forwarded-for', anyAddress());

  it('with previews of purchases is stopped after twenty, as with the search of the till', async () => {
    const thief = await makeStaff(api, ['cashier']);
    const number = String(randomInt(1_000_000, 9_999_999));
    await makeMember(api, { externalId: number });
    await preview(thief, { externalId: number }).expect(200);
    const misses = times(20, () => preview(thief, { externalId: `no ${randomInt(1_000_000)}` }));
    expect(await statusesOf(misses)).toEqual(Array(20).fill(404));
    await preview(thief, { externalId: number }).expect(429);
    await resolve(thief, number).expect(429);
  });

  it('does not spend guesses on ids, which nobody can guess', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const misses = times(21, () => preview(cashier, { id: randomUUID() }));
    expect(await statusesOf(misses)).toEqual(Array(21).fill(404));
  });
});

describe('a thief who tries customer numbers in a file', () => {
  const settings: Settings = {
    kind: 'purchases',
    mapping: {
      columns: { receipt: 'bon', location: 'shop', purchasedAt: 'at', externalId: 'id', amount: 'sum' },
    },
    options: { timeZone: 'Europe/Vienna' },
  };
  const fileOf = (ids: readonly string[]): string =>
    ['bon,shop,at,id,sum', ...ids.map((id) => `${randomUUID()},${shop},2026-11-20 10:00,${id},1.00`)].join(
      '\n',
    ) + '\n';
  const unknown = (count: number): string[] => times(count, () => `no-${randomInt(1_000_000_000)}`);
  const customer = async (): Promise<string> => {
    const externalId = `K-${randomInt(1_000_000_000)}`;
    await makeMember(api, { externalId });
    return externalId;
  };

  it.each([true, false])(
    'learns no more than from single purchases, and unknown lines continue (dry run: %s)',
    async (dryRun) => {
      const key = await makeKey(api, ['purchases:write', 'purchases:read']);
      const importing = new Importing(api, key);
      const known = await customer();
      // Wrong numbers in between, then an existing one, then a purchase without a customer.
      const ids = [...unknown(60), known, ...unknown(60), known, ''];
      const done = await importing.run({ ...settings, dryRun }, fileOf(ids));
      const { data } = await importing.get<{ data: Record<string, unknown>[] }>(
        `/imports/${done.id}/refused-lines?limit=200`,
      );
      const reasons = pluck<{ reason: string }>({ data }, 'error').map(({ reason }) => reason);
      expect(reasons.filter((reason) => reason === 'unknown-member')).toHaveLength(100);
      expect(reasons.filter((reason) => reason === 'too-many-unknown')).toHaveLength(21);
      expect([done.counts.created, done.counts.refused]).toEqual([2, 121]);
      const again = await importing.run({ ...settings, dryRun }, fileOf([known, '']));
      expect([again.counts.created, again.counts.refused]).toEqual([1, 1]);
    },
  );

  it('cannot avoid the limit by importing unknown members as anonymous', async () => {
    const key = await makeKey(api, ['purchases:write', 'purchases:read']);
    const options = { ...settings.options, unknownMembers: 'anonymous' as const };
    const done = await new Importing(api, key).run(
      { ...settings, options },
      fileOf([...unknown(101), await customer()]),
    );
    expect([done.counts.created, done.counts.refused]).toEqual([100, 2]);
  });

  it('shares the count with the till; callers who may list members have no limit', async () => {
    const scopes: Parameters<typeof makeKey>[1] = ['purchases:write', 'purchases:read'];
    const key = await makeKey(api, scopes);
    await new Importing(api, key).run(settings, fileOf(unknown(99)));
    const preview = () =>
      send(api, 'post', '/purchases?dryRun=true', {
        key,
        body: {
          ...offer(api, shop, { member: { externalId: `no ${randomInt(1_000_000)}` } }),
          receipt: undefined,
          location: shop,
        },
      }).set('x-forwarded-for', anyAddress());
    expect(await statusesOf(times(3, preview))).toEqual([404, 429, 429]);
    const reader = new Importing(api, await makeKey(api, [...scopes, 'members:read']));
    const done = await reader.run(settings, fileOf([...unknown(150), await customer()]));
    expect([done.counts.created, done.counts.refused]).toEqual([1, 150]);
  });
});

describe('a thief who tries receipt numbers', () => {
  it('blocks a whole Wi-Fi for an hour at most', async () => {
    const address = anyAddress();
    const attempts = api.app.get(Attempts);
    for (let guess = 0; guess < 99; guess += 1)
      await attempts.raise('guess-receipts', `address ${address}`, 3600);
    const details = { location: shop, number: 'guess', date: '2026-11-22', total: 100 };
    const claim = async () =>
      send(api, 'post', '/purchases/claims', { ...(await makeSignedInMember(api)), body: details })
        .set('idempotency-key', randomUUID())
        .set('x-forwarded-for', address);
    expect((await claim()).status).toBe(422);
    const refused = await claim();
    expect(refused.status).toBe(429);
    expect(refused.headers['ratelimit-policy']).toBe('"guess-receipts";q=100;w=3600');
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3600);
  });
});

describe('an honest queue at the till', () => {
  it('of 200 scans with some typos is served', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const address = anyAddress();
    const number = await cardOf((await makeMember(api)).id);
    const wrongDigit = (digits = ''): string =>
      digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10);
    const typos = [wrongDigit(number), 'https://shop.example/x', 'regulars:voucher:nonsense', randomUUID()];
    for (let scan = 0; scan < 50; scan += 1) {
      const replies = await Promise.all([
        ...times(4, () => resolve(cashier, number, address)),
        resolve(cashier, typos[scan % typos.length], address),
      ]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404]);
    }
    expect(await statusesOf(times(10, () => resolve(cashier, anyCard(), address)))).toEqual(
      Array(10).fill(404),
    );
    await resolve(cashier, number, address).expect(200);
  });

  it('is not limited by cards and vouchers that exist but are invalid', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const manager = await makeStaff(api, ['manager']);
    const saver = await makeSaver(api, 100);
    const reward = await makeReward(api);
    const { body } = await send(api, 'post', `/rewards/${reward.id}/redemptions`, { ...saver, body: {} })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const use = () =>
      send(api, 'post', `/vouchers/${body.voucher.code}/use`, { ...cashier, body: {} })
        .set('idempotency-key', randomUUID())
        .set('x-forwarded-for', anyAddress());
    await use().expect(201);
    expect(await statusesOf(times(25, use))).toEqual(Array(25).fill(409));
    const lost = await api.app.get(Cards).activeOf(saver.member.id);
    await send(api, 'post', `/cards/${lost?.id}/block`, { ...manager, body: { reason: 'lost' } }).expect(200);
    const blocked = times(25, () => resolve(cashier, lost?.number));
    expect(await statusesOf(blocked)).toEqual(Array(25).fill(422));
    const last = await resolve(cashier, anyCard());
    expect(last.headers['ratelimit']).toMatch(/^"guess-codes";r=19;/);
  });
});

describe('the code of a voucher', () => {
  it('belongs to the member: staff and keys see its last characters and use it by id', async () => {
    const key = await makeKey(api);
    const manager = await makeStaff(api, ['manager']);
    const saver = await makeSaver(api, 1000);
    const reward = await makeReward(api);
    const redeem = (who: Sender, body: object) =>
      send(api, 'post', `/rewards/${reward.id}/redemptions`, { ...who, body })
        .set('idempotency-key', randomUUID())
        .expect(201);
    const own: { id: string; code: string; qr: string } = (await redeem(saver, {})).body.voucher;
    const whole = own.code.replaceAll('-', '');
    expect([whole.length, own.qr]).toEqual([13, `regulars:voucher:${whole}`]);

    const memberId = saver.member.id;
    const replies = [
      await redeem({ key }, { memberId }),
      await redeem(manager, { memberId }),
      await send(api, 'get', `/members/${memberId}/vouchers`, manager).expect(200),
      await send(api, 'get', `/members/${memberId}/vouchers`, { key }).expect(200),
      await resolve({ key }, memberId).expect(200),
      await resolve(manager, memberId).expect(200),
      await send(api, 'get', `/vouchers/${whole}`, { key }).expect(200),
      await send(api, 'get', `/members/${memberId}/timeline`, manager).expect(200),
    ];
    const told = JSON.stringify(replies.map(({ body }) => body));
    expect(told).not.toMatch(/regulars:voucher/i);
    expect(told).not.toContain(whole);
    expect(told).not.toContain(own.code);
    expect(told).toContain(`…${whole.slice(-4)}`);

    const used = await send(api, 'post', `/vouchers/${own.id}/use`, { ...manager, body: {} })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(used.body).toMatchObject({ id: own.id, state: 'used', code: `…${whole.slice(-4)}`, qr: null });
    const listed = await send(api, 'get', '/me/vouchers', saver).expect(200);
    expect(JSON.stringify(listed.body)).toContain(own.code);
  });
});

describe('every answer', () => {
  it('shows the limit that will be hit first', async () => {
    const member = await makeSignedInMember(api);
    const staff = await makeStaff(api, ['manager']);
    const calls = /^"calls";r=\d+;t=\d+$/;
    const replies = [
      await send(api, 'get', '/me', member).expect(200),
      await send(api, 'get', '/members', staff).expect(200),
      await send(api, 'get', '/members').expect(401),
      await send(api, 'get', '/members', member).expect(403),
      await send(api, 'get', '/nothing/here', staff).expect(404),
      await api.http.get('/api/livez').expect(200),
      await api.http.get('/api/openapi.json').expect(200),
    ];
    for (const { headers } of replies) {
      expect(headers['ratelimit']).toMatch(calls);
      expect(headers['ratelimit-policy']).toMatch(/^"calls";q=\d+;w=60$/);
    }
    const asked = await send(api, 'post', '/password-resets', { body: { email: 'nobody@x.example' } });
    expect(asked.headers['ratelimit']).toMatch(/^"password-reset-address";r=\d+;t=\d+$/);
  });

  it('shows a limit before the caller is known, and without a body', async () => {
    const manager = await makeStaff(api, ['manager']);
    const key = await makeKey(api);
    const picture = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const logo = await api.http
      .put('/api/v1/club/logo')
      .set('authorization', `Bearer ${key}`)
      .set('content-type', 'image/png')
      .send(picture)
      .expect(200);
    const shown = await api.http.get(logo.body.logo).expect(200);
    const replies = [
      [204, await send(api, 'delete', '/sessions/current', manager)],
      [304, await api.http.get(logo.body.logo).set('if-none-match', String(shown.headers['etag']))],
      [401, await send(api, 'get', '/members', { key: 'rk_live_unknown' })],
      [401, await send(api, 'get', '/members', { cookie: 'regulars=unknown' })],
      [400, await api.http.post('/api/v1/sessions').set('content-type', 'application/json').send('{')],
      [415, await api.http.post('/api/v1/sessions').set('content-type', 'text/xml').send('<a/>')],
      [413, await api.http.post('/api/v1/sessions').send({ email: 'x'.repeat(2_000_000) })],
      [404, await api.http.get('/api/nowhere')],
      [400, await api.http.get('/api/v1/members/%E0%A4%A')],
      [413, await api.http.get(`/api/v1/members/${'x'.repeat(300)}`)],
      [422, await api.http.get('/api/v1/members/%00')],
    ] as const;
    for (const [status, reply] of replies) {
      expect([reply.status, reply.headers['ratelimit']]).toEqual([
        status,
        expect.stringMatching(/^"[\w-]+";r=\d+;t=\d+$/),
      ]);
    }
  });

  it('shows a limit on live streams and files', async () => {
    const key = await makeKey(api);
    const importing = new Importing(api, key);
    const settings: Settings = { kind: 'products', mapping: { columns: { sku: 'sku', name: 'name' } } };
    const { id } = await importing.run(settings, `sku,name\n1,${'x'.repeat(300)}\n`);
    const started = await send(api, 'post', '/exports', { key, body: { kind: 'members' } }).expect(202);
    const file = `/exports/${started.body.id}`;
    await expect
      .poll(async () => (await send(api, 'get', file, { key })).body.state, { timeout: 20_000 })
      .toBe('done');
    for (const path of ['/events', `/imports/${id}/errors`, `${file}/file`]) {
      const stop = new AbortController();
      const reply = await fetch(`${api.url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${key}` },
        signal: stop.signal,
      });
      expect([path, reply.status, reply.headers.get('ratelimit')]).toEqual([
        path,
        200,
        expect.stringMatching(/^"calls";r=\d+;t=\d+$/),
      ]);
      expect(reply.headers.get('ratelimit-policy')).toMatch(/^"calls";q=\d+;w=60$/);
      stop.abort();
    }
  });

  it('shows one call less each time for the same caller', async () => {
    const key = await makeKey(api);
    const left = async (): Promise<number> => {
      const { headers } = await send(api, 'get', '/locations', { key }).expect(200);
      return Number(/r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1]);
    };
    // A new minute may start in between.
    await expect.poll(async () => (await left()) - (await left())).toBe(1);
  });
});
