import { getMemberPoints, listMembers, type QueryOf, type ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { rebuildFacts } from '../support/facts.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards, type MadeAward } from '../support/makers/points.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let apiKey: string;
beforeAll(async () => {
  api = await startApp('2027-01-10T09:00:00Z');
  apiKey = await makeKey(api);
});
afterAll(() => api.close());

type Row = ReplyOf<typeof listMembers>['data'][number];

const page = (query: Partial<QueryOf<typeof listMembers>> = {}): Promise<ReplyOf<typeof listMembers>> =>
  api.client({ apiKey }).call(listMembers, { query: { sort: 'points', ...query } });
/** All members, in pages of this size. */
const listed = async (limit: number, query = ''): Promise<Row[]> => {
  const rows: Row[] = [];
  let cursor: string | null | undefined;
  do {
    const found = await page({ limit, query, ...(cursor ? { cursor } : {}) });
    rows.push(...found.data);
    cursor = found.cursor.next;
  } while (cursor !== null);
  return rows;
};
const pointsOf = async (id: string): Promise<number> =>
  (await api.client({ apiKey }).call(getMemberPoints, { params: { id } })).available;
const makeSaver = async (lastName: string, awards: readonly MadeAward[]): Promise<string> => {
  const { id } = await makeMember(api, { firstName: 'Saver', lastName });
  await makeAwards(api, id, awards);
  return id;
};
const rebuild = (): Promise<void> => rebuildFacts(api);

describe('the points in the member list', () => {
  it('match the member’s page at every moment, and sort the list before any job has run', async () => {
    const ids = [
      await makeSaver('Keeps', [{ points: 50, expiresAt: null }]),
      await makeSaver('Loses', [
        { points: 90, expiresAt: '2027-01-20T00:00:00Z' },
        { points: 10, expiresAt: null },
      ]),
      await makeSaver('Gains', [
        { points: 70, expiresAt: null, availableAt: '2027-01-20T00:00:00Z' },
        { points: 5, expiresAt: null },
      ]),
      await makeSaver('Nothing', [{ points: 60, expiresAt: '2027-01-20T00:00:00Z' }]),
      await makeSaver('Twin', [{ points: 50, expiresAt: null }]),
    ];
    await rebuild();
    const seen = async (): Promise<[string, number][]> => {
      const all = await listed(50, 'saver');
      expect(all.map(({ available }) => available)).toEqual(
        await Promise.all(all.map(({ id }) => pointsOf(id))),
      );
      // Over all pages, nobody is missing or listed twice.
      for (const limit of [1, 2, 3]) expect(await listed(limit, 'saver')).toEqual(all);
      return all.map(({ displayName, available }) => [displayName.replace('Saver ', ''), available]);
    };
    const [keeps = '', , , , twin = ''] = ids;
    const twins = keeps > twin ? ['Keeps', 'Twin'] : ['Twin', 'Keeps'];
    expect(await seen()).toEqual([
      ['Loses', 100],
      ['Nothing', 60],
      ...twins.map((name) => [name, 50]),
      ['Gains', 5],
    ]);
    api.clock.set('2027-01-20T00:00:00Z');
    const after = [['Gains', 75], ...twins.map((name) => [name, 50]), ['Loses', 10], ['Nothing', 0]];
    expect(await seen()).toEqual(after);
    expect(await rowsOf(api, 'select from member_facts where due_at <= $1', [api.clock.date()])).toHaveLength(
      3,
    );
    await api.app.get(SettleWalletsJob).settleDue();
    expect(await seen()).toEqual(after);
    await rebuild();
    expect(await seen()).toEqual(after);
  });
});
