import { getMemberPoints, holdPoints, listMembers, type QueryOf, type ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MemberFacts } from '../../apps/api/src/features/facts/index.ts';
import { Members } from '../../apps/api/src/features/members/index.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeAwardsOfMany, takeBackFrom } from '../support/makers/points.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let apiKey: string;
beforeAll(async () => {
  api = await startApp('2027-01-20T00:00:00Z');
  apiKey = await makeKey(api);
});
afterAll(() => api.close());

const page = (query: Partial<QueryOf<typeof listMembers>> = {}): Promise<ReplyOf<typeof listMembers>> =>
  api.client({ apiKey }).call(listMembers, { query: { sort: 'points', ...query } });
const pointsOf = async (id: string): Promise<number> =>
  (await api.client({ apiKey }).call(getMemberPoints, { params: { id } })).available;

// In this order: the plans are those before members have due points, and a hundred thousand members are made only once.
describe('with a hundred thousand members', { timeout: 120_000, shuffle: false }, () => {
  beforeAll(async () => {
    await rowsOf(
      api,
      `insert into members (id, first_name, last_name, language, joined_at)
       select gen_random_uuid(), 'First' || n, 'Last' || n % 5000, 'de', now() - n * interval '1 minute' from generate_series(1, 100000) n`,
    );
    await rowsOf(
      api,
      'insert into wallets (member_id, available) select id, abs(hashtext(id::text)) % 5000 from members on conflict do nothing',
    );
    await rowsOf(
      api,
      `insert into member_facts (member_id, points, last_purchase_at)
       select w.member_id, w.available, now() - w.available * interval '1 hour' from wallets w join members m on m.id = w.member_id
       on conflict do nothing`,
    );
    await rowsOf(api, 'analyze members, member_facts, wallets');
  });

  /** The plan of the query of a page, with the number of rows that it read. */
  const planOf = async (query: Parameters<typeof page>[0]): Promise<string> => {
    const asked = vi.spyOn(api.app.get(Transactions), 'query');
    await page(query);
    const [statement, values] = asked.mock.calls.find(([{ text }]) => text.includes('from members m')) ?? [];
    asked.mockRestore();
    return JSON.stringify(await rowsOf(api, `explain analyze ${statement?.text}`, [...(values ?? [])]));
  };
  const second = async (query: Parameters<typeof page>[0]): Promise<string> =>
    (await page({ ...query, limit: 1 })).cursor.next ?? '';

  it.each(['points', 'last-purchase'] as const)(
    'the list sorted by %s reads no more than a page',
    async (sort) => {
      for (const query of [{ sort }, { sort, cursor: await second({ sort }) }]) {
        const plan = await planOf(query);
        expect(plan).toContain(`member_facts_${sort.replace('-', '_')}`);
        expect(plan).toMatch(/on member_facts f [^}]*rows=51.00/);
        expect(plan).not.toMatch(/Seq Scan on (members|member_facts)/);
      }
    },
  );

  it('the list sorts thousands of members with due points, debts and holds correctly', async () => {
    const many = Array.from({ length: 5000 }, () => ({ language: 'de' as const }));
    const ids = await api.app.get(Members).createMany(many, 'import');
    const [soon, over] = ['2027-01-25T00:00:00Z', '2027-02-01T00:00:00Z'];
    await makeAwardsOfMany(api, ids, (place) => [
      { points: 4000 + place, availableAt: over, expiresAt: null },
      { points: 6000, expiresAt: over },
      { points: 7000, availableAt: soon, expiresAt: over },
      ...(place % 2 === 0 ? [{ points: 100, availableAt: soon, expiresAt: null }] : []),
    ]);
    const [owes = '', holds = ''] = ids.slice(-2);
    await takeBackFrom(api, owes, 13_200);
    const held = { points: 5900, reason: 'Fest', minutes: 60 };
    await api.client({ apiKey }).call(holdPoints, { params: { id: holds }, body: held });
    await api.app.get(MemberFacts).refresh(ids);
    api.clock.set('2027-02-02T00:00:00Z');
    expect(await planOf({})).toContain('member_facts_points');
    const first = [...(await page({ limit: 100 })).data];
    for (let next = (await page({ limit: 100 })).cursor.next; first.length < 300 && next !== null;) {
      const found = await page({ limit: 100, cursor: next });
      first.push(...found.data);
      next = found.cursor.next;
    }
    const shown = first.map(({ available }) => available);
    expect(shown).toEqual(await Promise.all(first.map(({ id }) => pointsOf(id))));
    expect(shown).toEqual(shown.toSorted((one, other) => other - one));
    expect(shown.slice(0, 3)).toEqual([14_999, 9096, 9094]);
    // Points from the hold live on with their whole lot. After the first release, 100 of the debt were still open.
    expect(first[0]?.id).toBe(holds);
    expect(first.find(({ id }) => id === owes)?.available).toBe(8898);
  });

  it('the list keeps the booked order if too many members have due points, and shows current points', async () => {
    await rowsOf(api, 'update member_facts set due_at = $1 where due_at is null', [api.clock.date()]);
    const { data } = await page({ limit: 20 });
    expect(data.map(({ available }) => available)).toEqual(
      await Promise.all(data.map(({ id }) => pointsOf(id))),
    );
  });
});
