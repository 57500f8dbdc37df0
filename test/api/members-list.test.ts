import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Members } from '../../apps/api/src/features/members/index.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { rowsOf } from '../support/rows.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { factsUpToDate } from '../support/facts.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { expectProblem, forgedCursor, pluck, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const get = (path: string) => send(api, 'get', path, { key });
const rows = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  rowsOf<Row>(api, text, values);
const countMembers = async (): Promise<number> =>
  (await rows<{ n: number }>('select count(*) as n from members'))[0]?.n ?? -1;

describe('the member list', () => {
  const found = async (query: string): Promise<string[]> =>
    pluck((await get(`/members?${query}`).expect(200)).body, 'displayName');

  it('finds members by the start of a name, e-mail, phone, external id or card', async () => {
    const { id } = await makeMember(api, {
      firstName: 'Zdeňka',
      lastName: 'Müller-Žižková',
      email: 'zm_100%@example.org',
      phone: '+420777123456',
      externalId: 'ERP-4711',
    });
    const { body: cards } = await get(`/members/${id}/cards`);
    const [number = ''] = pluck(cards, 'number');
    const name = ['Zdeňka Müller-Žižková'];
    for (const typed of [
      'zdenka',
      'MULLER',
      'Žižk zden',
      'müller-ž',
      '@example.org',
      'zdenka erp-47',
      'zm_100%',
      'erp-4711',
      '777 123 456',
      '00420 777123456',
      '+420777',
      number,
      number.slice(0, 12),
    ])
      expect({ typed, found: await found(`query=${encodeURIComponent(typed)}`) }).toEqual({
        typed,
        found: name,
      });
    expect(await found('query=zmx100')).toEqual([]);
    expect(await found('query=izkova')).toEqual([]);
    expect(await found('query=%25%25%25')).toEqual([]);
    expect(await found('externalId=ERP-4711')).toEqual(name);
    expect(await found('externalId=ERP-471')).toEqual([]);
    expect(await found('query=zdenka&status=blocked')).toEqual([]);
    const { body } = await get(`/members?query=zdenka&include=total`);
    expect(body).toMatchObject({
      data: [{ id, cardNumber: number, available: 0, tier: null, lastPurchaseAt: null, status: 'active' }],
      total: 1,
    });
  });

  it('names those who are spelled nearly so, if it finds few', async () => {
    const { id } = await makeMember(api, { firstName: 'Božena', lastName: 'Wolfschlucht' });
    await makeMember(api, { firstName: 'Wolfschluht', lastName: 'Nearby', externalId: 'near-1' });
    const { body } = await get('/members?query=wolfshclucht').expect(200);
    expect(body).toMatchObject({ data: [], similar: [{ id }] });
    const similar = async (query: string, field: string): Promise<string[]> => {
      const { body: reply } = await get(`/members?${query}`).expect(200);
      return pluck({ data: reply.similar ?? [] }, field);
    };
    expect(await similar('query=wolfschlucht', 'displayName')).toEqual(['Wolfschluht Nearby']);
    expect(await similar('query=wolfschlucht&limit=1', 'id')).toEqual([]);
    expect(await similar('query=wolfshclucht&status=blocked', 'id')).toEqual([]);
    expect(await similar('query=4711', 'id')).toEqual([]);
    expect(await similar(`query=wolfshclucht&ids=${id}`, 'id')).toEqual([id]);
  });

  it.each(['joined', 'name', 'points', 'last-purchase'])(
    'sorted by %s shows everyone once, in pages',
    async (sort) => {
      await api.app.get(Members).createMany(
        Array.from({ length: 130 }, (_, n) => ({
          language: 'de' as const,
          firstName: sort,
          lastName: `Twin ${n % 3}`,
        })),
        'import',
      );
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await get(`/members?limit=100&sort=${sort}${cursor && `&cursor=${cursor}`}`).expect(
          200,
        );
        ids.push(...pluck(body, 'id'));
        cursor = body.cursor.next as string | null;
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(await countMembers());
    },
  );

  it('shows and sorts by columns of other features', async () => {
    await makeRule(api);
    await makeTier(api, { code: 'fan', threshold: 60 });
    const till = new Till(api, key, (await makeLocation(api)).code);
    for (const [firstName, amount] of [
      ['Fifty', 5000],
      ['Nobody', 0],
      ['Seventy', 7000],
    ] as const) {
      const { id } = await makeMember(api, { firstName, lastName: 'Columns' });
      api.clock.advance({ minutes: 1 });
      if (amount > 0) await till.sell(id, amount);
    }
    await factsUpToDate(api);
    const { body } = await get('/members?query=columns&sort=points').expect(200);
    expect(body.data).toMatchObject([
      {
        displayName: 'Seventy Columns',
        available: 70,
        tier: 'fan',
        lastPurchaseAt: '2026-11-22T09:03:00.000Z',
      },
      { displayName: 'Fifty Columns', available: 50, tier: null, lastPurchaseAt: '2026-11-22T09:01:00.000Z' },
      { displayName: 'Nobody Columns', available: 0, tier: null, lastPurchaseAt: null },
    ]);
    expect(await found('query=columns&sort=last-purchase')).toEqual([
      'Seventy Columns',
      'Fifty Columns',
      'Nobody Columns',
    ]);
    expect(await found('query=columns&tier=fan')).toEqual(['Seventy Columns']);
    expect(await found("query=columns&tier=fan' or 'a'='a")).toEqual([]);
  });

  it('sorts names as people expect', async () => {
    for (const lastName of ['Zorn', 'apfel', 'Äpfelchen', 'Birne'])
      await makeMember(api, { firstName: 'Sorted', lastName });
    expect(await found('query=sorted&sort=name')).toEqual([
      'Sorted apfel',
      'Sorted Äpfelchen',
      'Sorted Birne',
      'Sorted Zorn',
    ]);
  });

  it('sorts members without a last name by their first name, page by page', async () => {
    for (const name of [{ firstName: 'Mia' }, { firstName: 'Anna' }, { lastName: 'Kaiser' }])
      await makeMember(api, {
        lastName: undefined,
        firstName: undefined,
        ...name,
        externalId: `alone-${randomUUID()}`,
      });
    await makeMember(api, { firstName: 'Zoe', lastName: 'Berg', externalId: `alone-${randomUUID()}` });
    const names: string[] = [];
    for (let from = ''; from !== 'end';) {
      const reply = await get(`/members?query=alone&sort=name&limit=1${from}`).expect(200);
      const body = reply.body as { data: { displayName: string }[]; cursor: { next: string | null } };
      names.push(...body.data.map(({ displayName }) => displayName));
      from = body.cursor.next === null ? 'end' : `&cursor=${body.cursor.next}`;
    }
    expect(names).toEqual(['Anna', 'Zoe Berg', 'Kaiser', 'Mia']);
  });

  it('refuses invalid filters', async () => {
    await expectProblem(get('/members?limit=1000000'), 400, 'invalid-request', '/query/limit');
    await expectProblem(get('/members?sort=id;drop'), 400, 'invalid-request', '/query/sort');
    await expectProblem(get('/members?status=gone'), 400, 'invalid-request', '/query/status');
    await expectProblem(get(`/members?query=${'q'.repeat(101)}`), 400, 'invalid-request', '/query/query');
    await expectProblem(get('/members?cursor=%7B%7D'), 400, 'invalid-request', '/query/cursor');
    const { body } = await get('/members?limit=1');
    await expectProblem(
      get(`/members?sort=name&cursor=${body.cursor.next}`),
      400,
      'invalid-request',
      '/query/cursor',
    );
    for (const cursor of [
      forgedCursor('joined', 'soon', randomUUID(), randomUUID()),
      forgedCursor('joined', 1, 2, 3),
      forgedCursor('joined', null, null, null),
    ])
      expect([200, 400]).toContain((await get(`/members?cursor=${cursor}`)).status);
  });
});

describe('the timeline', () => {
  it('is listed in pages, each entry once, newest first', async () => {
    const { id } = await makeMember(api, {
      consents: (['terms', 'newsletter', 'surveys', 'personalisation'] as const).map((purpose) => ({
        purpose,
        granted: true,
      })),
    });
    const { body: whole } = await get(`/members/${id}/timeline`).expect(200);
    expect(whole.data.length).toBeGreaterThanOrEqual(6);
    for (const limit of [1, 2, 3]) {
      const told: unknown[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await get(
          `/members/${id}/timeline?limit=${limit}${cursor && `&cursor=${cursor}`}`,
        ).expect(200);
        told.push(...(body.data as unknown[]));
        cursor = body.cursor.next as string | null;
      }
      expect(told).toEqual(whole.data);
    }
  });

  it('refuses invalid cursors', async () => {
    const { id } = await makeMember(api);
    for (const cursor of [
      'x',
      forgedCursor(1e300, 'cards', randomUUID()),
      forgedCursor('1', 'cards', randomUUID()),
      forgedCursor(1, 2, randomUUID()),
      forgedCursor(1, 'a', 'b'),
    ])
      await expectProblem(
        get(`/members/${id}/timeline?cursor=${cursor}`),
        400,
        'invalid-request',
        '/query/cursor',
      );
    await expectProblem(get(`/members/${id}/timeline?limit=1000000`), 400, 'invalid-request', '/query/limit');
  });
});

describe('with a hundred thousand members', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    // The API would need minutes.
    await rows(`insert into members (id, external_id, first_name, last_name, email, phone, language, joined_at)
      select gen_random_uuid(), 'customer-' || n, 'First' || n, 'Last' || n % 5000, 'member' || n || '@bulk.example', case when n = 99 then '+436601234567' end, 'de', now() - n * interval '1 minute'
      from generate_series(1, 100000) n`);
    await rows('insert into member_facts (member_id) select id from members on conflict do nothing');
    await rows('analyze members, member_facts');
  }, 120_000);

  const listed = (text: string) => text.includes('from members m') && !text.includes('count(*)');

  it.each([
    ['query=first77777', 'First77777 Last2777'],
    ['query=member77777@bulk', 'First77777 Last2777'],
    ['query=customer-77777', 'First77777 Last2777'],
    ['query=last2777%20first77777', 'First77777 Last2777'],
    ['query=06601234567', 'First99 Last99'],
    ['query=first77777&sort=name', 'First77777 Last2777'],
  ])('a search for %s reads few rows', async (query, name) => {
    const asked = vi.spyOn(api.app.get(Transactions), 'query');
    const { body } = await get(`/members?${query}`).expect(200);
    expect(pluck(body, 'displayName')).toEqual([name]);
    const [statement, values] = asked.mock.calls.find(([{ text }]) => listed(text)) ?? [];
    asked.mockRestore();
    const plan = await rows<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, costs off, timing off, summary off) ${statement?.text}`,
      [...(values ?? [])],
    );
    // The whole table has more than 2,000 pages.
    const read = /Buffers: shared (?:hit=(\d+))?(?: read=(\d+))?/u.exec(JSON.stringify(plan)) ?? [];
    expect(Number(read[1] ?? 0) + Number(read[2] ?? 0)).toBeLessThan(500);
  });

  it('counts no further than ten thousand', async () => {
    const { body } = await get('/members?query=first&limit=1&include=total').expect(200);
    expect(body).toMatchObject({ total: 10_000, moreThanTotal: true });
    const { body: few } = await get('/members?query=last2777&limit=1&include=total').expect(200);
    expect(few).toMatchObject({ total: 20 });
    expect(few).not.toHaveProperty('moreThanTotal');
  });

  it('a scan at the till reads no table completely', async () => {
    const [anna] = await rows<{ id: string }>(`select id from members where email = 'member99@bulk.example'`);
    const transactions = api.app.get(Transactions);
    // In one transaction, because the figures are those of its own connection.
    await transactions.run(async () => {
      const scanned = () =>
        transactions.query(
          madeStatement<{ whole: number }>(
            `select sum(seq_scan)::int as whole from pg_stat_xact_user_tables where relname in ('members', 'cards')`,
          ),
        );
      const resolved = madeStatement<{ member_id: string }>('select member_id from resolve_card($1)');
      const before = await scanned();
      for (let scan = 0; scan < 12; scan += 1)
        for (const code of ['06601234567', '+436601234567', 'MEMBER99@bulk.example'])
          expect(await transactions.query(resolved, [code])).toEqual([{ member_id: anna?.id }]);
      expect(await scanned()).toEqual(before);
      // The figures see a scan of a whole table.
      await transactions.query(madeStatement(`select count(*) from members where first_name like '%77'`));
      expect(await scanned()).not.toEqual(before);
    });
  });
});
