import { randomUUID } from 'node:crypto';
import * as contracts from '@regulars/contracts';
import type { Endpoint, Role, RoleAccess } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectations } from '../support/access-expectations.ts';
import { expectedVersion, type Ask } from '../support/access-rules.ts';
import { makeFixtures, type Fixtures } from '../support/access-fixtures.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Listener } from '../support/listener.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import { reaches } from '../support/reach-expectations.ts';
import { expectProblem, pluck, send, type Sender } from '../support/requests.ts';

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
type ByRole = Endpoint & { readonly access: RoleAccess };

const isByRole = (value: unknown): value is ByRole => {
  const { method, path, access } = (value ?? {}) as Partial<Endpoint>;
  return method !== undefined && path !== undefined && typeof access === 'object';
};
const endpoints = (Object.values(contracts) as readonly unknown[]).filter(isByRole);
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

type Post = Exclude<Role, 'member'> | 'key';
interface Caller {
  readonly post: Post;
  readonly bound: boolean;
  readonly sender: Sender;
  readonly fixtures: Fixtures;
}

let api: TestApp;
let callers: Caller[];
let elsewhere: Fixtures;
let fingerprint: Fingerprint;
let full: string;
beforeAll(async () => {
  api = await startApp();
  full = await makeKey(api);
  elsewhere = await makeFixtures(api);
  callers = [];
  for (const post of ['cashier', 'manager', 'admin', 'key'] as const)
    for (const bound of [true, false]) callers.push(await makeCaller(post, bound));
  fingerprint = await fingerprintOf(api);
});
afterAll(() => api.close());

let made = 0;
const moreFixtures = (): Promise<Fixtures> => makeFixtures(api, 1_000_000 + (made += 1));

/** Each caller has fixtures of its own, so that each object can be changed once. */
const makeCaller = async (post: Post, bound: boolean): Promise<Caller> => {
  const fixtures = await moreFixtures();
  const locationIds = bound ? [fixtures.location.id] : [];
  const sender =
    post === 'key'
      ? { key: await makeKey(api, ['*'], locationIds) }
      : { cookie: (await makeStaff(api, [post], { locationIds })).cookie };
  return { post, bound, fixtures, sender };
};

const fill = (path: string, parts: readonly string[]): string => {
  const waiting = [...parts];
  return path.replaceAll(/\{\w+\}/g, () => waiting.shift() ?? 'missing');
};
const call = async (
  { method, path }: Endpoint,
  ask: Ask,
  sender: Sender,
): Promise<{ status: number; code: unknown; text: string }> => {
  const { path: parts = [], query = '', body } = ask;
  const version = await expectedVersion(api, ask);
  const reply = await send(api, method.toLowerCase() as Method, fill(path, parts) + query, {
    ...sender,
    body,
    version,
  }).set('idempotency-key', randomUUID());
  return { status: reply.status, code: reply.body.code, text: reply.text };
};

/** The tables that changed, except stored replies. */
const changed = (before: string, after: string): string[] => {
  const lines = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !lines.has(line))
    .map((line) => line.split(' ')[0] ?? '')
    .filter((table) => table !== 'idempotency_keys');
};

describe('the table of reaches', () => {
  it('names every endpoint for roles or keys, as its contract says', () => {
    const declared = endpoints.map((each) => [nameOf(each), each.access.reach]);
    expect(Object.fromEntries(Object.entries(reaches).map(([name, { reach }]) => [name, reach]))).toEqual(
      Object.fromEntries(declared),
    );
  });
});

/** The object that a call is about is named by the path, or by the purchase of the body. */
const purchaseIn = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'rule' in body && 'purchaseId' in body;
const names = ({ path = [], body }: Ask): boolean => path.length > 0 || purchaseIn(body);
/** The same call about an object that does not exist. */
const ofNothing = ({ path = [], body, ...rest }: Ask): Ask => ({
  ...rest,
  path: path.map(() => randomUUID()),
  ...(purchaseIn(body)
    ? { body: { ...(body as object), purchaseId: randomUUID() } }
    : body === undefined
      ? {}
      : { body }),
});

const worked = endpoints.filter(({ access }) => access.reach !== 'own');

// One club goes through all calls in the order of the contract, because some change what others need.
describe('an endpoint', { shuffle: false }, () => {
  describe.each(worked.map((each) => ({ name: nameOf(each), endpoint: each })))(
    '$name',
    ({ name, endpoint }) => {
      const { access } = endpoint;
      const { reach, shows, changes, apart, ask: asked } = reaches[name] ?? { reach: 'own' };
      const expectation = expectations[name];
      const askFor = async (fixtures: Fixtures): Promise<Ask> => {
        const { version } = (await send(api, 'get', '/club')).body as { version: number };
        return (asked ?? expectation?.ask ?? (() => ({})))({ ...fixtures, clubVersion: version });
      };
      const mayCall = ({ post }: Caller): boolean =>
        post === 'key'
          ? [access.scope ?? [], access.anyScope ?? []].flat().length > 0
          : access.roles.includes(post);

      it('works for the listed callers at their locations, and not beyond', async () => {
        for (const caller of callers.filter(mayCall)) {
          const { post, bound, fixtures, sender } = caller;
          const who = { post, bound };
          const before = await fingerprint();
          if (bound && reach === 'club') {
            const { status, code } = await call(endpoint, await askFor(fixtures), sender);
            expect({ who, status, code }).toEqual({ who, status: 403, code: 'not-allowed' });
            expect(await fingerprint()).toBe(before);
            continue;
          }
          if (bound && (reach === 'member' || reach === 'location') && !apart) await staysWithin(caller);
          if (expectation?.fails && !asked) continue;
          if (!shows && !changes) continue;
          const { status, text } = await call(endpoint, await askFor(fixtures), sender);
          expect({ who, text, done: status < 300 }).toMatchObject({ who, done: true });
          if (shows) expect(text).toContain(shows(fixtures));
          if (changes)
            expect(changed(before, await fingerprint())).toEqual(expect.arrayContaining([...changes]));
        }
      });

      /** An object of another location gets exactly the reply of an unknown one, and is in no list. */
      const staysWithin = async ({ sender, post }: Caller): Promise<void> => {
        const foreign = await askFor(elsewhere);
        const before = await fingerprint();
        const answer = await call(endpoint, foreign, sender);
        if (!names(foreign)) {
          expect({ post, status: answer.status }).toEqual({ post, status: 200 });
          for (const id of [elsewhere.memberId, elsewhere.staffId, elsewhere.purchaseId])
            expect(answer.text).not.toContain(id);
          return;
        }
        const unknown = ofNothing(foreign);
        const nothing = await call(endpoint, unknown, sender);
        const bare = ({ status, code, text }: typeof answer) => ({
          post,
          status,
          code,
          text: text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'),
        });
        expect(bare(answer)).toEqual(bare(nothing));
        expect(answer.status).toBe(404);
        expect(await fingerprint()).toBe(before);
      };
    },
  );
});

describe('staff of one location', () => {
  const boundTo = async (fixtures: Fixtures): Promise<Sender & { key: string }> => ({
    key: await makeKey(api, ['*'], [fixtures.location.id]),
  });

  it('sell, hand out and take back only there', async () => {
    const fixtures = await moreFixtures();
    const bound = await boundTo(fixtures);
    const other = elsewhere.location.code;
    const before = await fingerprint();
    const { purchaseId, voucherCode } = elsewhere;
    const sale = {
      receipt: { location: other, number: randomUUID() },
      purchasedAt: '2026-11-22T09:00:00Z',
      currency: 'EUR',
      lines: [{ amount: 100 }],
    };
    const post = (path: string, body: object) =>
      send(api, 'post', path, { ...bound, body }).set('idempotency-key', randomUUID());
    await expectProblem(post('/purchases', sale), 403, 'not-allowed', '/receipt/location');
    await expectProblem(
      post('/purchases?dryRun=true', { ...sale, receipt: undefined, location: other }),
      403,
      'not-allowed',
      '/location',
    );
    await expectProblem(post(`/vouchers/${voucherCode}/use`, { location: other }), 403, 'not-allowed');
    for (const receipt of [undefined, { location: fixtures.location.code, number: randomUUID() }])
      await expectProblem(
        post(`/purchases/${purchaseId}/returns`, { lines: [{ line: 0, quantity: 1 }], receipt }),
        404,
        'not-found',
      );
    expect(await fingerprint()).toBe(before);
    // A voucher belongs to a member, and members belong to the club, so it can be used here.
    const used = await post(`/vouchers/${voucherCode}/use`, {}).expect(201);
    expect(used.body.usedAtLocation).toBe('Shop');
  });

  it('must name the location if they have several', async () => {
    const fixtures = await moreFixtures();
    const key = await makeKey(api, ['*'], [fixtures.location.id, elsewhere.location.id]);
    const path = `/vouchers/${fixtures.voucherCode}/use`;
    const post = (body: object) =>
      send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
    await expectProblem(post({}), 400, 'invalid-request', '/location');
    await post({ location: fixtures.location.code }).expect(201);
  });

  it('see what a member did there', async () => {
    const fixtures = await moreFixtures();
    const bound = await boundTo(fixtures);
    const till = new Till(api, full, elsewhere.location.code);
    const member = await makeMember(api);
    const path = `/members/${member.id}`;
    await till.sell(member.id, 900);
    await expectProblem(send(api, 'get', path, bound), 404, 'not-found');
    const here = await new Till(api, bound.key, fixtures.location.code).sell(member.id, 700);
    await send(api, 'get', path, bound).expect(200);
    const { body } = await send(api, 'get', `${path}/timeline`, bound).expect(200);
    const purchases = (body as { data: { subject: { type: string; id: string } | null }[] }).data.flatMap(
      ({ subject }) => (subject?.type === 'purchase' ? subject.id : []),
    );
    expect(purchases).toEqual([here.id]);
    const sold = await send(api, 'get', `/purchases?member=${member.id}&include=total`, bound).expect(200);
    expect([pluck(sold.body, 'id'), sold.body.total]).toEqual([[here.id], 1]);
    const elsewhereListed = await send(
      api,
      'get',
      `/purchases?location=${elsewhere.location.code}&include=total`,
      bound,
    );
    expect(elsewhereListed.body).toMatchObject({ data: [], total: 0 });
  });

  it('register members there, and find them again', async () => {
    const fixtures = await moreFixtures();
    const bound = await boundTo(fixtures);
    const body = { language: 'de', firstName: 'New' };
    const made = await send(api, 'post', '/members', { ...bound, body }).expect(201);
    await send(api, 'get', `/members/${made.body.id}`, bound).expect(200);
    const all = await send(api, 'get', '/members?include=total', bound).expect(200);
    expect(new Set(pluck(all.body, 'id'))).toEqual(
      new Set([made.body.id, fixtures.memberId, fixtures.otherMemberId]),
    );
    expect(all.body.total).toBe(3);
    const foreign = await send(api, 'get', `/members?query=${elsewhere.memberId}`, bound);
    expect(foreign.body.data).toEqual([]);
  });

  it('appoint cashiers there, and see no staff of other locations', async () => {
    const fixtures = await moreFixtures();
    const manager = await makeStaff(api, ['manager'], { locationIds: [fixtures.location.id] });
    const person = {
      displayName: 'New',
      language: 'en',
      role: 'cashier',
      email: `${randomUUID()}@x.example`,
    };
    for (const locations of [[], [elsewhere.location.id], [fixtures.location.id, elsewhere.location.id]])
      await expectProblem(
        send(api, 'post', '/staff', { ...manager, body: { ...person, locations } }),
        403,
        'not-allowed',
      );
    const { body } = await send(api, 'get', '/staff', manager).expect(200);
    expect(new Set(pluck(body, 'id'))).toEqual(new Set([fixtures.staffId, manager.accountId]));
  });

  it('see the sales of their location in the overview, and no club figures', async () => {
    const fixtures = await moreFixtures();
    const { body } = await send(api, 'get', '/overview?days=7', await boundTo(fixtures)).expect(200);
    expect(body).toMatchObject({
      purchases: { value: 4 },
      revenue: { value: 3400 },
      activeMembers: { value: 1 },
      members: { value: null },
      outstanding: { value: null },
      issued: { value: null },
      expiringSoon: null,
    });
  });

  it('get events of their location and of the club', async () => {
    const fixtures = await moreFixtures();
    const bound = await Listener.openWithKey(api, '/events', (await boundTo(fixtures)).key);
    const everything = await Listener.openWithKey(api, '/events', full);
    const foreign = await new Till(api, full, elsewhere.location.code).sell(elsewhere.memberId, 700);
    const sold = await new Till(api, full, fixtures.location.code).sell(fixtures.memberId, 700);
    const version = (await send(api, 'get', '/club')).body.version as number;
    await send(api, 'patch', '/club', { key: full, version, body: { name: randomUUID() } }).expect(200);
    // Another test may have changed the club just before.
    for (const [heard, id] of [
      [bound, sold.id],
      [everything, foreign.id],
    ] as const)
      await vi.waitFor(() => {
        expect(heard.text).toContain('club.changed');
        expect(heard.text).toContain(id);
      }, 8000);
    for (const id of [foreign.id, elsewhere.memberId]) expect(bound.text).not.toContain(id);
    bound.close();
    everything.close();
  });

  it('cannot export what belongs to the whole club, nor get the files of others', async () => {
    const manager = await makeStaff(api, ['manager'], { locationIds: [elsewhere.location.id] });
    const made = await send(api, 'post', '/exports', { key: full, body: { kind: 'members' } }).expect(202);
    const before = await fingerprint();
    for (const kind of ['journal', 'audit', 'mails'])
      await expectProblem(send(api, 'post', '/exports', { ...manager, body: { kind } }), 403, 'not-allowed');
    expect((await send(api, 'get', '/exports', manager).expect(200)).body.data).toEqual([]);
    for (const path of [`/exports/${made.body.id}`, `/exports/${made.body.id}/file`])
      await expectProblem(send(api, 'get', path, manager), 404, 'not-found');
    expect(await fingerprint()).toBe(before);
  });

  it('import purchases of their location, and cannot see or undo other imports', async () => {
    const fixtures = await moreFixtures();
    const { key } = await boundTo(fixtures);
    const bound = new Importing(api, key);
    const whole = new Importing(api, full);
    const settings = {
      kind: 'purchases' as const,
      mapping: { columns: { receipt: 'bon', location: 'shop', purchasedAt: 'at', amount: 'sum' } },
      options: { timeZone: 'Europe/Vienna' },
    };
    const line = (place: string) => `${randomUUID()},${place},2026-11-20 10:00,12.00\n`;
    const file = () => `bon,shop,at,sum\n${line(fixtures.location.code)}${line(elsewhere.location.code)}`;
    const mine = await bound.run(settings, file());
    expect(mine.counts).toMatchObject({ created: 1, refused: 1 });
    const theirs = await whole.run(settings, file());
    expect(theirs.counts).toMatchObject({ created: 2 });
    for (const kind of ['members', 'products'] as const)
      expect(
        await bound.offer(
          { kind, mapping: { columns: { externalId: 'id', sku: 'id', name: 'id' } } },
          'id\n1\n',
        ),
      ).toMatchObject({ status: 403 });
    const opening = { ...settings, options: { ...settings.options, newLocations: true, currency: 'EUR' } };
    expect(await bound.offer(opening, file())).toMatchObject({ status: 403 });
    expect(pluck(await bound.get('/imports'), 'id')).toEqual([mine.id]);
    const before = await fingerprint();
    for (const path of ['', '/errors', '/refused-lines', '/remarks', '/conflicts', '/kept'])
      await expectProblem(send(api, 'get', `/imports/${theirs.id}${path}`, { key }), 404, 'not-found');
    for (const move of ['start', 'cancel', 'undo'])
      expect(await bound.post(`/imports/${theirs.id}/${move}`)).toMatchObject({ status: 404 });
    expect(changed(before, await fingerprint())).toEqual([]);
    expect((await bound.undo(mine.id)).state).toBe('undone');
  });
});
