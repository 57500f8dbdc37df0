import { randomUUID } from 'node:crypto';
import { eventNames, eventScopes, importScopes, scopes, type Import, type Scope } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { Outbox, type ClubEvent } from '../../apps/api/src/platform/events/outbox.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Listener } from '../support/listener.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let all: Importing;
let fingerprint: Fingerprint;
let full: string;
beforeAll(async () => {
  api = await startApp();
  full = await makeKey(api);
  all = new Importing(api, full);
  fingerprint = await fingerprintOf(api);
  await makeLocation(api, { code: 'vienna' });
  await makeRule(api);
  await makeMember(api, { externalId: 'balance' });
  const type = { code: 'review', name: { en: 'A review' } };
  await send(api, 'post', '/custom-event-types', { key: full, body: type }).expect(201);
});
afterAll(() => api.close());

type Kind = keyof typeof importScopes;
const kinds = Object.keys(importScopes) as Kind[];
/** A file of each kind whose second line is refused and contains a name. */
const files: Record<Kind, { settings: Settings; text: () => string; needs?: Scope[] }> = {
  members: {
    settings: { kind: 'members', mapping: { columns: { externalId: 'id', email: 'mail' } } },
    text: () => `id,mail\n${randomUUID()},${randomUUID()}@import.example\n,secret person at home\n`,
  },
  products: {
    settings: { kind: 'products', mapping: { columns: { sku: 'sku', name: 'name' } } },
    text: () => `sku,name\n${randomUUID()},Tea\nX-1,${'x'.repeat(300)}\n`,
  },
  purchases: {
    settings: {
      kind: 'purchases',
      mapping: {
        columns: { receipt: 'bon', location: 'shop', purchasedAt: 'at', email: 'mail', amount: 'sum' },
      },
      options: { timeZone: 'Europe/Vienna' },
    },
    text: () =>
      `bon,shop,at,mail,sum\n${randomUUID()},vienna,2026-11-20 10:00,,12.00\nX,vienna,2026-11-20 10:00,nobody@secret.example,1.00\n`,
  },
  balances: {
    settings: {
      kind: 'balances',
      mapping: { columns: { externalId: 'id', points: 'points', reason: 'why' } },
    },
    text: () => `id,points,why\nbalance,1,${randomUUID()}\nX-1,secret points,\n`,
    needs: ['members:read'],
  },
};
const refused = { status: 403, body: { code: 'not-allowed' } };
const absent = { status: 404, code: 'not-found' };
const others = (scope: Scope): Scope[] => scopes.filter((other) => other !== scope);

describe.each(kinds)('an import of %s', (kind) => {
  const { settings, text, needs = [] } = files[kind];
  const { read, write } = importScopes[kind];

  it(`is created, previewed and undone only with ${write}`, async () => {
    const narrow = new Importing(api, await makeKey(api, others(write)));
    const before = await fingerprint();
    expect(await narrow.offer(settings, text())).toMatchObject(refused);
    expect(await narrow.offer({ kind }, text(), { path: '/imports/preview' })).toMatchObject(refused);
    expect(await fingerprint()).toBe(before);

    const checked = await all.run({ ...settings, dryRun: true }, text());
    const done = await all.run(settings, text());
    const undecided = await fingerprint();
    for (const [id, move] of [
      [checked.id, 'start'],
      [done.id, 'undo'],
      [done.id, 'cancel'],
    ])
      expect(await narrow.post(`/imports/${id}/${move}`)).toMatchObject(absent);
    expect(await narrow.post(`/imports/${done.id}/conflicts`, { decision: 'take' })).toMatchObject(absent);
    expect(await fingerprint()).toBe(undecided);

    const enough = new Importing(api, await makeKey(api, [write, ...needs]));
    const own = await enough.offer<Import>(settings, text());
    expect((await all.finished(own.body.id)).counts).toMatchObject({ created: 1, refused: 1 });
    // The content of the file is for callers who may read: the reply to a write does not quote it.
    expect(done.errors).toHaveLength(1);
    expect((await enough.post<Import>(`/imports/${done.id}/undo`)).errors).toEqual([]);
    expect((await all.finished(done.id)).state).toBe('undone');
  });

  it(`is visible only with ${read}, with its refused lines`, async () => {
    const { id } = await all.run(settings, text());
    const paths = [
      `/imports/${id}`,
      `/imports/${id}/errors`,
      `/imports/${id}/refused-lines`,
      `/imports/${id}/conflicts`,
      `/imports/${id}/kept`,
    ];
    const blind = { key: await makeKey(api, others(read)) };
    const seeing = { key: await makeKey(api, [read]) };
    for (const path of paths) await expectProblem(send(api, 'get', path, blind), 404, 'not-found');
    expect(pluck((await send(api, 'get', '/imports', blind).expect(200)).body, 'kind')).not.toContain(kind);
    for (const path of paths) await send(api, 'get', path, seeing).expect(200);
    expect(new Set(pluck((await send(api, 'get', '/imports', seeing)).body, 'kind'))).toEqual(
      new Set([kind]),
    );
    const { body } = await send(api, 'get', `/imports/${id}/refused-lines`, seeing);
    expect(pluck(body, 'line')).toEqual([3]);
  });

  it('has mappings for its own scopes', async () => {
    const mapping = { name: randomUUID(), kind, mapping: settings.mapping };
    const narrow = { key: await makeKey(api, [...others(write), read]) };
    await expectProblem(
      send(api, 'post', '/import-mappings', { ...narrow, body: mapping }),
      403,
      'not-allowed',
    );
    const enough = { key: await makeKey(api, [write]) };
    const saved = await send(api, 'post', '/import-mappings', { ...enough, body: mapping }).expect(201);
    const path = `/import-mappings/${saved.body.id}`;
    await expectProblem(send(api, 'patch', path, { ...narrow, body: { name: 'mine' } }), 404, 'not-found');
    await expectProblem(send(api, 'delete', path, narrow), 404, 'not-found');
    const blind = await send(api, 'get', '/import-mappings', { key: await makeKey(api, others(read)) });
    expect(pluck(blind.body, 'kind')).not.toContain(kind);
    const seen = await send(api, 'get', '/import-mappings', { key: await makeKey(api, [read]) });
    expect(pluck(seen.body, 'id')).toContain(saved.body.id);
    await send(api, 'delete', path, enough).expect(204);
  });
});

describe('an import of purchases', () => {
  const { settings } = files.purchases;
  const opening = { ...settings, options: { ...settings.options, newLocations: true, currency: 'EUR' } };
  const elsewhere = () => `bon,shop,at,mail,sum\n${randomUUID()},new-shop,2026-11-20 10:00,,12.00\n`;

  it('creates locations only with club:write too, also after a check by someone else', async () => {
    const seller = new Importing(api, await makeKey(api, ['purchases:write', 'purchases:read']));
    const { id } = await all.run({ ...opening, dryRun: true }, elsewhere());
    const before = await fingerprint();
    expect(await seller.offer(opening, elsewhere())).toMatchObject(refused);
    expect(await seller.post(`/imports/${id}/start`)).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(await fingerprint()).toBe(before);
    const both = new Importing(api, await makeKey(api, ['purchases:write', 'purchases:read', 'club:write']));
    const own = await both.run(opening, elsewhere());
    expect(own.counts.created).toBe(1);
  });
});

describe('the stream of events', () => {
  it.each([...new Set(Object.values(eventScopes))])(
    'sends a key with %s its events and no others',
    async (scope) => {
      const member = await makeMember(api);
      const listener = await Listener.openWithKey(api, '/events', await makeKey(api, [scope]));
      const everything = await Listener.openWithKey(api, '/events', full);
      const till = new Till(api, full, 'vienna');
      const sold = await till.sell(member.id, { lines: [{ quantity: 2, amount: 40_000 }] });
      await till.takeBack(sold.id, [{ line: 0, quantity: 1 }]);
      const reward = await makeReward(api, { points: 10 });
      const key = { key: full };
      await send(api, 'post', `/rewards/${reward.id}/redemptions`, { ...key, body: { memberId: member.id } })
        .set('idempotency-key', randomUUID())
        .expect(201);
      await send(api, 'patch', '/club', {
        ...key,
        body: { name: randomUUID() },
        version: (await send(api, 'get', '/club')).body.version,
      }).expect(200);
      await send(api, 'post', '/custom-events', {
        ...key,
        body: {
          type: 'review',
          eventId: randomUUID(),
          member: { id: member.id },
          occurredAt: new Date(api.clock.now()).toISOString(),
        },
      })
        .set('idempotency-key', randomUUID())
        .expect(201);
      const last = await makeMember(api);
      await api.app.get(Transactions).run(() => api.app.get(Outbox).append([marker(scope, last.id)]));
      await vi.waitFor(() => expect(namesIn(everything)).toContain('club.changed'), 8000);
      // The marker of the event, or its member if there is no marker.
      await vi.waitFor(
        () => expect(listener.text).toMatch(new RegExp(`"marker"|points.adjusted.*${last.id}`)),
        8000,
      );
      const heard = namesIn(listener);
      expect(heard.length).toBeGreaterThan(1);
      expect(heard.filter((name) => eventScopes[name] !== scope)).toEqual([]);
      expect(new Set(heard)).toEqual(
        new Set(namesIn(everything).filter((name) => eventScopes[name] === scope)),
      );
      listener.close();
      everything.close();
    },
  );

  it('refuses a key without events', async () => {
    const key = await makeKey(api, ['club:write', 'members:write', 'points:write', 'audit:read']);
    await expectProblem(send(api, 'get', '/events', { key }), 403, 'not-allowed');
  });
});

type Name = keyof typeof eventScopes;
const namesIn = (listener: Listener): Name[] =>
  [...listener.text.matchAll(/^event: (.+)$/gm)].map(([, name]) => name as Name);

/** The last event that a key with this scope receives. */
const marker = (scope: Scope, memberId: string): ClubEvent => {
  const markers: Partial<Record<Scope, ClubEvent>> = {
    'members:read': { name: 'member.changed', memberId, data: { fields: 'marker' } },
    'purchases:read': {
      name: 'purchase.recorded',
      memberId,
      data: { purchaseId: randomUUID(), amount: 1, currency: 'EUR', location: 'marker', points: 0 },
    },
    'rewards:read': {
      name: 'voucher.used',
      memberId,
      data: { voucherId: randomUUID(), redemptionId: randomUUID(), location: 'marker' },
    },
    'club:read': { name: 'ladder.changed', memberId: null, data: { tier: 'marker' } },
    'events:read': {
      name: 'custom-event.recorded',
      memberId,
      data: { customEventId: randomUUID(), type: 'marker', points: 0 },
    },
    'points:read': {
      name: 'points.adjusted',
      memberId,
      data: { transactionId: randomUUID(), points: 1 },
    },
  };
  const found = markers[scope];
  if (!found) throw new Error(`No marker for ${scope}`);
  return found;
};

describe('data of other scopes', () => {
  it('is left out of timelines, cards and overviews', async () => {
    const member = await makeMember(api);
    const till = new Till(api, full, 'vienna');
    await till.sell(member.id, 500_00);
    const reward = await makeReward(api, { points: 10 });
    await send(api, 'post', `/rewards/${reward.id}/redemptions`, { key: full, body: { memberId: member.id } })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const kindsFor = async (...held: Scope[]) =>
      new Set(
        pluck(
          (await send(api, 'get', `/members/${member.id}/timeline`, { key: await makeKey(api, held) })).body,
          'kind',
        ).map((kind) => eventScopes[kind as Name]),
      );
    expect(await kindsFor('members:read')).toEqual(new Set(['members:read']));
    for (const scope of ['purchases:read', 'rewards:read'] as const)
      expect(await kindsFor('members:read', scope)).toEqual(new Set(['members:read', scope]));

    const resolve = async (...held: Scope[]) =>
      (
        await send(api, 'post', '/cards/resolve', {
          key: await makeKey(api, held),
          body: { code: member.id },
        })
      ).body as { vouchers: unknown[] };
    expect((await resolve('members:read')).vouchers).toEqual([]);
    expect((await resolve('members:read', 'rewards:read')).vouchers).toHaveLength(1);

    await expectProblem(
      send(api, 'get', '/overview', { key: await makeKey(api, ['club:read', 'purchases:read']) }),
      403,
      'not-allowed',
    );
  });

  it('every event has a read scope', () => {
    expect(Object.keys(eventScopes).sort()).toEqual([...eventNames].sort());
    expect(Object.values(eventScopes).filter((scope) => !scope.endsWith(':read'))).toEqual([]);
  });
});
