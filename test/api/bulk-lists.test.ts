import { randomUUID } from 'node:crypto';
import type { MemberBulk, MemberListCheck } from '@regulars/contracts';
import { formatCardNumber } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, pluck, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let key: string;
let anna: SignedIn;
let erased: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  erased = (await makeMember(api)).id;
  await send(api, 'post', `/members/${erased}/close`, { key, body: { reason: 'moved' } }).expect(200);
  api.clock.advance({ days: 31 });
  await api.app.get(EraseMembersJob).eraseDue();
  api.clock.reset();
  anna = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

const ask = ({ cookie, key: secret }: Sender, body: object) =>
  send(api, 'post', '/member-bulks', { cookie, key: secret, body }).set('idempotency-key', randomUUID());
const check = async (sender: Sender, list: string[]): Promise<MemberListCheck> =>
  (
    await send(api, 'post', '/member-bulks/list-checks', {
      cookie: sender.cookie,
      key: sender.key,
      body: { list },
    }).expect(200)
  ).body as MemberListCheck;
const tag = (name: string) => ({ kind: 'add-tag', tag: name });
const cardOf = async (id: string): Promise<{ id: string; number: string }> =>
  (await send(api, 'get', `/members/${id}/cards`, { key }).expect(200)).body.data[0];

describe('a bulk change for a list', () => {
  it('finds members by number, card, address, phone and id, and says of each other entry why not', async () => {
    const number = randomUUID().slice(0, 8);
    const numbered = await makeMember(api, { externalId: number });
    const carded = await makeMember(api);
    const phoned = await makeMember(api, { phone: '+436601234567' });
    const blocked = await makeMember(api);
    const shared = { email: `${randomUUID()}@family.example` };
    await makeMember(api, shared);
    await makeMember(api, shared);
    const bad = await cardOf(blocked.id);
    await send(api, 'post', `/cards/${bad.id}/block`, { key, body: { reason: 'lost' } }).expect(200);
    const list = [
      ` ${number} `,
      formatCardNumber((await cardOf(carded.id)).number),
      '',
      '0660 123 45 67',
      carded.email?.toUpperCase() ?? '',
      shared.email,
      blocked.id,
      bad.number,
      erased,
      'nobody@example.org',
      "'; drop table members; --",
      'x'.repeat(320),
    ];
    expect(await check(anna, list)).toEqual({
      found: 4,
      errors: [
        { line: 5, reason: 'doubled' },
        { line: 6, reason: 'ambiguous' },
        { line: 8, reason: 'card-blocked' },
        { line: 9, reason: 'erased' },
        { line: 10, reason: 'unknown' },
        { line: 11, reason: 'unknown' },
        { line: 12, reason: 'unknown' },
      ],
    });
    const body = { action: tag('listed'), members: { list } };
    await expectProblem(ask(anna, { ...body, expected: 12 }), 409, 'selection-changed');
    const { body: dry } = await ask(anna, { ...body, expected: 4, dryRun: true }).expect(202);
    const bulks = new BulkCalls(api);
    expect((await bulks.ended(anna, dry.id as string)).counts).toMatchObject({ changed: 4, refused: 0 });
    const real = (await bulks.run(anna, dry.id as string).expect(202)).body as MemberBulk;
    await bulks.ended(anna, real.id);
    const tagged = await send(api, 'get', '/members?tag=listed', { key });
    expect(new Set(pluck(tagged.body, 'id'))).toEqual(
      new Set([numbered.id, carded.id, phoned.id, blocked.id]),
    );
  });

  it('tells nobody about members who may not see them', async () => {
    const member = await makeMember(api);
    const here = await makeLocation(api);
    const ours = await makeMember(api, { joinedLocation: here.code });
    const bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
    const list = [member.email ?? '', ours.email ?? '', 'nobody@example.org'];
    expect(await check(bound, list)).toEqual({
      found: 1,
      errors: [
        { line: 1, reason: 'unknown' },
        { line: 3, reason: 'unknown' },
      ],
    });
    const body = { action: tag('ours'), members: { list }, expected: 1 };
    const { id } = (await ask(bound, body).expect(202)).body as MemberBulk;
    expect((await new BulkCalls(api).ended(bound, id)).progress.total).toBe(1);
    // A key that may write but not read would learn from the count whether an address is a member's.
    await expectProblem(ask({ key: await makeKey(api, ['members:write']) }, body), 403, 'not-allowed');
    const cashier = await makeStaff(api, ['cashier']);
    await expectProblem(
      send(api, 'post', '/member-bulks/list-checks', { cookie: cashier.cookie, body: { list } }),
      403,
      'not-allowed',
    );
  });

  it('is refused for a list that is none, and looks at the longest one', async () => {
    const wrong: [object, string][] = [
      [{ list: [] }, '/members/list'],
      [{ list: ['a', 5] }, '/members/list/1'],
      [{ list: ['a', 'x'.repeat(321)] }, '/members/list/1'],
      [{ list: Array.from({ length: 10_001 }, () => 'a') }, '/members/list'],
      [['no id'], '/members/0'],
      [{ list: ['a'], more: true }, '/members/more'],
    ];
    for (const [members, pointer] of wrong)
      await expectProblem(
        ask(anna, { action: tag('x'), members, expected: 1 }),
        400,
        'invalid-request',
        pointer,
      );
    await expectProblem(
      ask(anna, { action: tag('x'), members: { list: ['a\0'] }, expected: 1 }),
      422,
      'unreadable-text',
      '/members/list/0',
    );
    const many = Array.from({ length: 10_000 }, (_, at) => `0660${at + 1_000_000}`);
    expect((await check(anna, many)).errors).toHaveLength(10_000);
  });
});
