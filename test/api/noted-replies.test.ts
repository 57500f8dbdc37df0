import { randomUUID } from 'node:crypto';
import type { Operation } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SessionsService } from '../../apps/api/src/features/identity/index.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { allEndpoints } from '../../apps/api/src/openapi.ts';
import { PersonalData } from '../../apps/api/src/platform/privacy/personal-data.ts';
import { expectations } from '../support/access-expectations.ts';
import { startWithFixtures, type Fixtures } from '../support/access-fixtures.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCommunityMember } from '../support/makers/communities.ts';
import { inHours, makeGathering } from '../support/makers/gatherings.ts';
import { pickUpSample } from '../support/makers/product-tests.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals, makeRule, Till } from '../support/makers/purchases.ts';
import { send, type Sender } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

interface Schema {
  readonly format?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The places of ids, such as `member.id`. */
const idsIn = ({ format, items, anyOf = [], oneOf = [], properties = {} }: Schema, place = ''): string[] => [
  ...(format === 'uuid' ? [place] : []),
  ...[items ?? [], anyOf, oneOf].flat().flatMap((part) => idsIn(part, place)),
  ...Object.entries(properties).flatMap(([name, part]) =>
    idsIn(part, place === '' ? name : `${place}.${name}`),
  ),
];

// Without names of schemas, so that every schema is where it is used.
const placesOf = ({ reply, waits }: Operation): string[] =>
  [reply, waits].flatMap((schema) =>
    schema ? idsIn(z.toJSONSchema(schema, { metadata: z.registry() }) as Schema) : [],
  );

const idempotent = allEndpoints().filter(({ idempotent }) => idempotent);
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

// An erasure finds a reply by the member that was noted with it, and does not read its body.
describe('the reply under an idempotency key', () => {
  let api: TestApp;
  let fixtures: Fixtures;
  let key: string;
  /** By the key under which it ran. */
  const calls = new Map<string, Operation>();

  const call = async (operation: Operation, asked = expectations[nameOf(operation)]?.ask(fixtures)) => {
    const { path: parts = [], body } = asked ?? {};
    const waiting = [...parts];
    const path = operation.path.replaceAll(/\{\w+\}/g, () => waiting.shift() ?? 'missing');
    const name = randomUUID();
    const reply = await send(api, 'post', path, { ...(await senderOf(operation)), body }).set(
      'idempotency-key',
      name,
    );
    if (reply.status >= 300) throw new Error(`${operation.path}: ${reply.text}`);
    calls.set(name, operation);
    return reply.body as { id: string };
  };

  /** The caller: a key, or the member if no key may call. */
  const senderOf = async ({ access }: Operation): Promise<Sender> => {
    if (typeof access === 'object' && access.scope !== undefined) return { key };
    const { token } = await api.app.get(SessionsService).open(fixtures.accounts.member, 'test');
    return { cookie: `regulars=${token}` };
  };

  const countEvents = async (): Promise<void> => {
    const code = 'visit';
    const type = { code, name: { en: 'A visit' } };
    await send(api, 'post', '/custom-event-types', { key, body: type }).expect(201);
    await makeRule(api, {
      name: 'Visits',
      effect: { kind: 'custom-event', type: code, points: 5, perField: null },
    });
    const operations = new Map(idempotent.map((each) => [each.name, each]));
    const [record, cancel] = [operations.get('recordCustomEvent'), operations.get('cancelCustomEvent')];
    if (!record || !cancel) throw new Error('Custom events are idempotent');
    const occurredAt = new Date(api.clock.now()).toISOString();
    const member = { id: fixtures.memberId };
    const { id } = await call(record, { body: { type: code, eventId: 'E-1', member, occurredAt } });
    await call(cancel, { path: [id], body: {} });
  };

  const undoBulk = async (): Promise<void> => {
    const [start, run, undo] = ['startMemberBulk', 'runCheckedBulk', 'undoMemberBulk'].map((name) =>
      idempotent.find((each) => each.name === name),
    );
    if (!start || !run || !undo) throw new Error('Bulk changes are idempotent');
    const action = { kind: 'add-tag', tag: 'undone' };
    const body = { action, members: [fixtures.memberId], expected: 1, dryRun: true };
    const tried = await call(start, { body });
    await jobsEnd(api);
    const { id } = await call(run, { path: [tried.id] });
    await jobsEnd(api);
    await call(undo, { path: [id], body: {} });
  };

  const meetInCommunities = async (): Promise<void> => {
    const gathering = await makeGathering(api, { startsAt: inHours(api, 1), endsAt: inHours(api, 2) });
    const { id } = gathering.community;
    const member = { id: fixtures.memberId };
    await makeCommunityMember(api, { id }, member);
    const named = (name: string): Operation => {
      const found = idempotent.find((each) => each.name === name);
      if (!found) throw new Error(`${name} is idempotent`);
      return found;
    };
    const text = { title: null, source: 'Rinse the paper twice' };
    await call(named('announce'), { path: [id], body: text });
    const post = await call(named('createPost'), { path: [id], body: text });
    await call(named('createComment'), { path: [post.id], body: { source: 'Three times' } });
    await call(named('commentAsClub'), { path: [post.id], body: { source: 'Or more' } });
    const { id: rewardId } = await makeReward(api, { state: 'draft' });
    const times = { applyUntil: inHours(api, 1), opinionsUntil: inHours(api, 2) };
    const terms = { ...text, rewardId, samples: 1, allotment: 'first-come', ...times };
    const test = await call(named('createProductTest'), { path: [id], body: terms });
    const as = { ...(await senderOf(named('writeOpinion'))), body: {} };
    await send(api, 'put', `/me/product-tests/${test.id}/application`, as).set('origin', api.url).expect(200);
    await pickUpSample(api, member.id);
    await call(named('writeOpinion'), { path: [test.id], body: { source: 'Nutty' } });
    const came = await call(named('checkIn'), { path: [gathering.id], body: { memberId: member.id } });
    await call(named('undoCheckIn'), { path: [came.id], body: {} });
  };

  beforeAll(async () => {
    ({ api, fixtures } = await startWithFixtures());
    key = await makeKey(api, ['*']);
    for (const operation of idempotent) if (!expectations[nameOf(operation)]?.fails) await call(operation);
    await countEvents();
    await undoBulk();
    await meetInCommunities();
    // The second answer of this endpoint: it waits for an approval.
    await changeApprovals(api, { points: 10 });
    const body = { points: 500, reason: 'test' };
    await send(api, 'post', `/members/${fixtures.memberId}/points/adjustments`, {
      ...(await makeStaff(api, ['manager'])),
      body,
    })
      .set('idempotency-key', randomUUID())
      .expect(202);
  });
  afterAll(() => api.close());

  it('has ids of members only where the note reads them', () => {
    const ofMembers = ['action.memberId', 'member.id', 'memberId', 'voucher.memberId'];
    const ofOthers =
      'answerId applied.id checkoutId communityId coupon.id couponId gatheringId gives.id lines.discounts.id notApplied.id offers.id pictures.id postId replyTo approvalId action.bulkId action.ruleId explanation.rule.id id purchaseId redemptionId returnId rewardId rewards.id rewards.vouchers transactionId undoes undoneBy unmet.rule.id voucher.id voucher.redemptionId';
    const ofStaff = ['askedBy.id', 'decidedBy.id'];
    expect([...new Set(idempotent.flatMap(placesOf))].sort()).toEqual(
      [...ofMembers, ...ofOthers.split(' '), ...ofStaff].sort(),
    );
  });

  it('was stored for every idempotent endpoint', () => {
    expect([...new Set([...calls.values()].map(nameOf))].sort()).toEqual(idempotent.map(nameOf).sort());
  });

  it('is noted with its member', async () => {
    const kept = await rowsOf<{ key: string; member_id: string | null; noted: boolean }>(
      api,
      'select key, member_id, noted from idempotency_keys',
    );
    const notes = kept.flatMap(({ key: name, member_id, noted }) => {
      const operation = calls.get(name);
      return operation ? [{ name: operation.name, member: member_id, noted }] : [];
    });
    const bulk = ['startMemberBulk', 'runCheckedBulk', 'undoMemberBulk'];
    const none = [...bulk, 'announce', 'commentAsClub', 'createProductTest'];
    expect(notes).toEqual(
      notes.map(({ name }) => ({
        name,
        member: none.includes(name) ? null : fixtures.memberId,
        noted: true,
      })),
    );
  });

  it('names no other member', async () => {
    const others = await rowsOf(
      api,
      `select k.scope, k.key, k.body from idempotency_keys k join members m on position(m.id::text in k.body::text) > 0
       where k.noted and m.id is distinct from k.member_id`,
    );
    expect(others).toEqual([]);
  });

  it('names the account of a member only under the key of that account', async () => {
    const others = await rowsOf(
      api,
      `select k.scope, k.key, k.body from idempotency_keys k join accounts a on a.member_id is not null and position(a.id::text in k.body::text) > 0
       where k.scope <> 'account:' || a.id`,
    );
    expect(others).toEqual([]);
  });
});

describe('the erasure of a member', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  });
  afterAll(() => api.close());

  it('finds replies from before members were noted, by the text', async () => {
    const key = await makeKey(api);
    const till = new Till(api, key, (await makeLocation(api)).code);
    const leaver = await makeMember(api);
    const other = await makeMember(api);
    for (const { id } of [leaver, other]) await till.sell(id, 1000);
    await rowsOf(api, 'update idempotency_keys set noted = false, member_id = null');
    await send(api, 'post', `/members/${leaver.id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    api.clock.advance({ days: 30 });
    expect(await api.app.get(EraseMembersJob).eraseDue()).toBe(1);
    const left = `select body->'member'->>'id' as member, erased from idempotency_keys order by erased`;
    expect(await rowsOf(api, left)).toEqual([
      { member: other.id, erased: false },
      { member: null, erased: true },
    ]);
  });

  it('does not read the other replies as text', async () => {
    const { id } = await makeMember(api);
    const personal = api.app.get(PersonalData);
    const person = await personal.identify(id);
    const fill = `insert into idempotency_keys (scope, key, fingerprint, status, body, created_at, member_id, noted)
      select 'many', n::text, '', 201, json_build_object('text', repeat(gen_random_uuid() || ' ', 25)), now(), gen_random_uuid(), true
      from generate_series(1, 5000) n`;
    await rowsOf(api, fill);
    await personal.search([person]);
    const time = async (): Promise<number> => {
      const began = performance.now();
      await personal.search([person]);
      return performance.now() - began;
    };
    const noted = Math.min(await time(), await time(), await time());
    await rowsOf(api, `update idempotency_keys set noted = false where scope = 'many'`);
    // The measure of this machine: the same with every body read.
    expect(noted).toBeLessThan((await time()) / 4);
  });
});
