import { exportKind, type Export, type ExportKind } from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';
import { rowsOf as stored } from '../support/rows.ts';

type Row = Record<string, string>;

let api: TestApp;
let key: string;
let admin: SignedIn;
let here: { id: string; code: string; name: string };
let anna: string;
let berta: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  admin = await makeStaff(api, ['admin']);
  await makeRule(api);
  here = await makeLocation(api);
  const there = await makeLocation(api);
  anna = (await makeMember(api, { firstName: 'Anna', lastName: 'Zander' })).id;
  berta = (await makeMember(api, { firstName: 'Berta', lastName: 'Adler', email: '=cmd@evil.example' })).id;
  await new Till(api, key, here.code).sell(anna);
  await new Till(api, key, there.code).sell(berta);
});
afterAll(() => api.close());

const start = async (sender: Sender, body: object): Promise<Export> =>
  (await send(api, 'post', '/exports', { ...sender, body }).expect(202)).body;

const ended = async (sender: Sender, id: string): Promise<Export> => {
  const look = async (): Promise<Export> => (await send(api, 'get', `/exports/${id}`, sender)).body;
  await expect.poll(async () => (await look()).state, { timeout: 20_000 }).toMatch(/done|failed/u);
  return look();
};
const textOf = async (sender: Sender, id: string): Promise<string> =>
  (await send(api, 'get', `/exports/${id}/file`, sender).buffer(true).expect(200)).text;
const exported = async (sender: Sender, body: object): Promise<Row[]> => {
  const { id } = await start(sender, body);
  expect(await ended(sender, id)).toMatchObject({ state: 'done' });
  return parse(await textOf(sender, id), { columns: true, bom: true });
};
const idsOf = (rows: readonly Row[]): (string | undefined)[] => rows.map(({ id }) => id);

describe('the export of a list', () => {
  it.each(exportKind.options)('of %s is a file with the rows that the asker may see', async (kind) => {
    const { id } = await start(admin, { kind, language: 'en' });
    expect(await ended(admin, id)).toMatchObject({ state: 'done', problem: null });
    const text = await textOf(admin, id);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const cells: string[][] = parse(text, { bom: true });
    const dangerous = cells.flat().filter((cell) => /^[=+@\t\r]|^-(?![\d.]+$)/u.test(cell));
    expect(dangerous).toEqual([]);
  });

  it('has the filters and the order of the list', async () => {
    const filtered = await exported({ key }, { kind: 'members', filters: { query: 'Zander' } });
    expect(idsOf(filtered)).toEqual([anna]);
    const byName = await exported({ key }, { kind: 'members', filters: { sort: 'name' } });
    expect(idsOf(byName)).toEqual([berta, anna]);
    const sold = await exported({ key }, { kind: 'purchases', filters: { location: here.code } });
    expect(sold).toMatchObject([{ memberId: anna, gross: '47.3', currency: 'EUR' }]);
  });

  it('names the last day on which a rule or a reward is valid, in the time zone of the club', async () => {
    const whole = { validUntil: '2026-12-31T23:00:00Z' };
    const hours = { validUntil: '2027-06-30T13:30:00Z' };
    await makeRule(api, { name: 'Whole day', ...whole });
    await makeRule(api, { name: 'Until half past', ...hours });
    const audience = { fact: 'member.language', op: 'is', value: 'de' } as const;
    await makeReward(api, { ...whole, kind: 'discount', audience });
    const rules = await exported({ key }, { kind: 'rules', language: 'en' });
    const untilOf = (name: string) =>
      Object.entries(rules.find((row) => Object.values(row).includes(name)) ?? {});
    expect(untilOf('Whole day')).toContainEqual(['Valid until', '2026-12-31']);
    expect(untilOf('Until half past')).toContainEqual(['Valid until', '2027-06-30 15:30']);
    const rewards = await exported({ key }, { kind: 'rewards' });
    const row = { validUntil: '2026-12-31', kind: 'discount', audience: 'some' };
    expect(rewards).toContainEqual(expect.objectContaining(row));
    const audit = await exported({ key }, { kind: 'audit', filters: { action: 'earning-rule.created' } });
    const changes = audit.map((row) => row['changes']).join();
    expect(changes).toContain('validUntil: – → 2026-12-31');
    expect(changes).toContain('validUntil: – → 2027-06-30 15:30');
  });

  it('says what members did with each offer', async () => {
    const budget = [{ amount: 5000, currency: 'EUR' }];
    const { id } = await makeOffer(api, { endsAt: '2026-12-31T23:00:00Z', budget });
    const offers = await exported({ key }, { kind: 'offers' });
    const figures = { offered: '0', heldOut: '0', seen: '0', opened: '0', activated: '0', redeemed: '0' };
    const money = { budget: '50.00 EUR', budgetSpent: '0.00 EUR' };
    expect(offers).toMatchObject([{ id, state: 'live', validUntil: '2026-12-31', ...figures, ...money }]);
  });

  it('says what was used of each budget', async () => {
    const set = (body: object) => send(api, 'post', '/budgets', { key, body }).expect(201);
    await set({ locationId: null, per: 'month', points: 90_000 });
    await set({ locationId: here.id, per: 'year', points: 95_000 });
    const budgets = await exported({ key }, { kind: 'budgets' });
    expect(budgets).toMatchObject([
      { kind: 'club', locationName: '', per: 'month', points: '90000', used: '0' },
      { kind: 'location', locationName: here.name, per: 'year', points: '95000', used: '0' },
    ]);
  });

  it('names the coupon or reward that a bulk change gave', async () => {
    const reward = await makeReward(api, { name: { de: 'Chorbuch', en: 'Choir book' } });
    const bulks = new BulkCalls(api);
    const tried = await bulks.start(admin, { kind: 'reward', rewardId: reward.id }, [anna], { dryRun: true });
    expect(tried.gives).toEqual({ id: reward.id, name: { de: 'Chorbuch', en: 'Choir book' } });
    await bulks.ended(admin, tried.id);
    const real = (await bulks.run(admin, tried.id).expect(202)).body.id as string;
    await bulks.ended(admin, real);
    const undo = (await bulks.undo(admin, real).expect(202)).body.id as string;
    await bulks.ended(admin, undo);
    const rows = await exported(admin, { kind: 'bulks', language: 'en', filters: { kind: 'reward' } });
    expect(rows.map((row) => [row['ID'], row['Name'], row['Undoes']])).toEqual([
      [undo, 'Choir book', real],
      [real, 'Choir book', ''],
      [tried.id, 'Choir book', ''],
    ]);
    expect(rows[1]).toMatchObject({ Members: '1', 'Changed (number)': '1', 'Only tried': 'false' });
  });

  it('names its columns in the language of the asker, or as the API does', async () => {
    const german = await exported({ key }, { kind: 'members', language: 'de' });
    expect(Object.keys(german[0] ?? {})).toContain('Kundennummer');
    const czech = await exported({ key }, { kind: 'locations', language: 'cs' });
    expect(Object.keys(czech[0] ?? {})).toContain('Otevírací doba');
    const plain = await exported({ key }, { kind: 'locations' });
    expect(Object.keys(plain[0] ?? {})).toContain('openingHours');
  });

  it('shows a manager bound to a location only its rows', async () => {
    const bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
    expect(idsOf(await exported(bound, { kind: 'members' }))).toEqual([anna]);
    const sold = await exported(bound, { kind: 'purchases' });
    expect(sold.map(({ memberId }) => memberId)).toEqual([anna]);
  });

  it.each<[ExportKind, string]>([
    ['journal', 'not-allowed'],
    ['audit', 'not-allowed'],
    ['mails', 'not-allowed'],
  ])('of %s is refused to a manager bound to a location', async (kind, code) => {
    const bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
    await expectProblem(send(api, 'post', '/exports', { ...bound, body: { kind } }), 403, code);
  });

  it('is refused to callers who may not see the list', async () => {
    const manager = await makeStaff(api, ['manager']);
    const cashier = await makeStaff(api, ['cashier']);
    const narrow = { key: await makeKey(api, ['purchases:read']) };
    const refused: [Sender, ExportKind][] = [
      [manager, 'keys'],
      [cashier, 'members'],
      [cashier, 'purchases'],
      [narrow, 'members'],
      [narrow, 'journal'],
      [narrow, 'staff'],
    ];
    for (const [sender, kind] of refused)
      await expectProblem(send(api, 'post', '/exports', { ...sender, body: { kind } }), 403, 'not-allowed');
    expect(idsOf(await exported(narrow, { kind: 'purchases' }))).toHaveLength(2);
  });

  it('is refused for a filter that the list does not have', async () => {
    await expectProblem(
      send(api, 'post', '/exports', { key, body: { kind: 'members', filters: { secret: '1' } } }),
      400,
      'invalid-request',
      '/filters/secret',
    );
    await expectProblem(
      send(api, 'post', '/exports', { key, body: { kind: 'members', filters: { sort: 'secret' } } }),
      400,
      'invalid-request',
      '/filters/sort',
    );
  });

  it('is seen and downloaded by nobody but the asker', async () => {
    const manager = await makeStaff(api, ['manager']);
    const { id } = await start(manager, { kind: 'members' });
    await ended(manager, id);
    for (const stranger of [admin, { key }]) {
      await expectProblem(send(api, 'get', `/exports/${id}`, stranger), 404, 'not-found');
      await expectProblem(send(api, 'get', `/exports/${id}/file`, stranger), 404, 'not-found');
    }
    await textOf(manager, id);
  });

  it('is no longer handed out when the asker has lost a location', async () => {
    const bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
    const { id } = await start(bound, { kind: 'purchases' });
    await ended(bound, id);
    await textOf(bound, id);
    const away = await makeLocation(api);
    await send(api, 'patch', `/staff/${bound.accountId}`, {
      ...admin,
      version: 1,
      body: { locations: [away.id] },
    });
    await expectProblem(send(api, 'get', `/exports/${id}/file`, bound), 403, 'not-allowed');
  });

  it('keeps no filter once its file is written, and the audit log has only their names', async () => {
    const { id } = await start({ key }, { kind: 'members', filters: { query: 'Zander' } });
    await ended({ key }, id);
    expect(await stored(api, 'select filters from exports where id = $1', [id])).toEqual([{ filters: null }]);
    const { body } = await send(api, 'get', `/audit-entries?subject=${id}&action=export.started`, { key });
    expect(body.data).toMatchObject([
      { after: { kind: 'members', format: 'csv', filters: ['query'], rows: 1 } },
    ]);
    expect(JSON.stringify(body.data)).not.toContain('Zander');
  });
});
