import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

type Row = Record<string, unknown> & { id: string };

let api: TestApp;
let admin: SignedIn;
beforeAll(async () => {
  api = await startApp();
  admin = await makeStaff(api, ['admin']);
  const [anna, berta] = [await makeMember(api), await makeMember(api)];
  const location = await makeLocation(api);
  // Each value occurs several times, so that pages have to end between equal rows.
  await rowsOf(
    api,
    `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, before, after)
     select now(), 'account', gen_random_uuid(), (array['Zoe', 'Émile', 'anna'])[n % 3 + 1], (array['tier.created', 'card.issued'])[n % 2 + 1], null, null
     from generate_series(1, 9) n`,
  );
  await rowsOf(
    api,
    `insert into mails (id, dedupe_key, recipient, language, template, data, state, subject, kept_in_file, for_admins, created_at, sent_at)
     select gen_random_uuid(), 'sorted-' || n, (array['b@x.example', 'a@x.example'])[n % 2 + 1], 'en', 'expiry', '{}', 'sent',
       (array['Two', 'one'])[n % 2 + 1], true, false, now(), timestamptz '2026-11-01' + (n / 2) * interval '1 hour'
     from generate_series(1, 7) n`,
  );
  await rowsOf(
    api,
    `insert into imports (id, kind, state, file_name, settings, dry_run, header, actor, created_at, created, matched, refused, conflicts)
     select gen_random_uuid(), (array['members', 'products'])[n % 2 + 1], (array['done', 'failed', 'undone'])[n % 3 + 1],
       (array['b.csv', 'A.csv'])[n % 2 + 1], '{"kind": "members", "mapping": {"columns": {}, "attributes": []}, "options": {}, "dryRun": false}',
       false, '[]', jsonb_build_object('kind', 'account', 'name', (array['Bela', 'anna'])[n % 2 + 1], 'locationIds', '[]'::jsonb),
       timestamptz '2026-11-01' + (n / 2) * interval '1 hour', n % 3, n % 2, n % 4, n % 2
     from generate_series(1, 7) n`,
  );
  await rowsOf(
    api,
    `insert into approvals (id, kind, payload, asked_by, asked_at, alone, state, decided_by, decided_name, decided_at)
     select gen_random_uuid(), 'approval-limits', '{"before": {"points": 1}, "after": {"points": 2}}',
       jsonb_build_object('kind', 'account', 'id', gen_random_uuid(), 'name', 'Bela'), timestamptz '2026-11-01' + (n / 2) * interval '1 hour', false,
       case when n % 2 = 0 then 'waiting' else 'approved' end, case when n % 2 = 1 then gen_random_uuid() end,
       case when n % 2 = 1 then 'Anna' end, case when n % 2 = 1 then timestamptz '2026-11-02' + (n / 4) * interval '1 hour' end
     from generate_series(1, 9) n`,
  );
  await rowsOf(
    api,
    `insert into merge_requests (id, member_id, other_member_id, state, created_at, decided_at, decided_by, reason)
     select gen_random_uuid(), $1, $2, case when n = 1 then 'open' else 'refused' end, timestamptz '2026-11-01' + (n / 2) * interval '1 hour',
       case when n > 1 then timestamptz '2026-11-02' + (n / 3) * interval '1 hour' end, case when n > 1 then 'Anna' end, case when n > 1 then 'no' end
     from generate_series(1, 7) n`,
    [anna.id, berta.id],
  );
  const [consumer] = await rowsOf<{ name: string }>(api, 'select name from event_consumers limit 1');
  await rowsOf(
    api,
    `insert into event_failures (consumer, number, name, at, origin, data, state, attempts, error, parked_at)
     select $1, 1000 + n, (array['card.issued', 'tier.changed'])[n % 2 + 1], now(), 'live', '{}', 'dead', 5, 'broken', now()
     from generate_series(1, 7) n`,
    [consumer?.name],
  );
  await rowsOf(
    api,
    `insert into purchases (id, location_id, receipt_number, purchased_at, booked_at, currency, gross, net, earned, actor_kind, explanation, payments, evaluation)
     select gen_random_uuid(), $1, 'S-' || n, now(), now(), 'EUR', n % 500, n % 500, n % 7, 'system', '[]', '[]', '{}'
     from generate_series(1, 20000) n`,
    [location.id],
  );
  await rowsOf(api, 'analyze purchases');
}, 60_000);
afterAll(() => api.close());

const read = async (path: string): Promise<{ data: Row[]; cursor: { next: string | null } }> =>
  (await send(api, 'get', path, admin).expect(200)).body as { data: Row[]; cursor: { next: string | null } };
const paged = async (path: string): Promise<string[]> => {
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const page = await read(`${path}&limit=2${cursor && `&cursor=${cursor}`}`);
    found.push(...page.data.map(({ id }) => id));
    if (page.cursor.next === null) return found;
    cursor = page.cursor.next;
  }
};

type ValueOf = (row: Row) => unknown;
const within =
  (...path: string[]): ValueOf =>
  (row) =>
    path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, row);
const found: ValueOf = ({ counts }) => {
  const { matched, duplicate } = counts as { matched: number; duplicate: number };
  return matched + duplicate;
};
const orders: readonly (readonly [path: string, sort: string, ValueOf])[] = [
  ['/audit-entries?action=tier.created', 'at', (row) => Number(row.id)],
  ['/audit-entries?from=2026-01-01T00:00:00Z', 'actor', within('actor', 'name')],
  ['/audit-entries?from=2026-01-01T00:00:00Z', 'action', within('action')],
  ['/mails?', 'sent', within('sentAt')],
  ['/mails?', 'title', within('subject')],
  ['/mails?', 'to', within('to')],
  ['/imports?', 'created', within('createdAt')],
  ['/imports?', 'file', within('fileName')],
  ['/imports?', 'kind', within('kind')],
  ['/imports?', 'state', within('state')],
  ['/imports?', 'by', within('by')],
  ['/imports?', 'added', within('counts', 'created')],
  ['/imports?', 'found', found],
  ['/imports?', 'refused', within('counts', 'refused')],
  ['/imports?', 'conflicts', within('counts', 'conflicts')],
  ['/approvals?', 'asked', within('askedAt')],
  ['/approvals?', 'kind', within('action', 'kind')],
  ['/approvals?', 'state', within('state')],
  ['/approvals?', 'decided', within('decidedAt')],
  ['/merge-requests?', 'created', within('createdAt')],
  ['/merge-requests?', 'state', within('state')],
  ['/merge-requests?', 'decided', within('decision', 'at')],
  ['/event-failures?', 'parked', within('id')],
  ['/event-failures?', 'event', within('event', 'name')],
  ['/event-failures?', 'consumer', within('consumer')],
  ['/event-failures?', 'state', within('state')],
];
const people = new Intl.Collator('und');
const compare = (left: unknown, right: unknown): number =>
  typeof left === 'number' ? left - Number(right) : people.compare(String(left), String(right));

describe.each(orders)('%s sorted by %s', (path, sort, valueOf) => {
  it.each(['asc', 'desc'] as const)(
    '%s has each row once, over pages that end between equal rows',
    async (order) => {
      const list = `${path}&sort=${sort}&order=${order}`;
      const { data } = await read(`${list}&limit=200`);
      expect(data.length).toBeGreaterThan(3);
      const values = data.map(valueOf);
      const known = values.filter((value) => value !== null);
      const sorted = known.toSorted((one, other) =>
        order === 'asc' ? compare(one, other) : compare(other, one),
      );
      // Rows without a value come last.
      expect(values).toEqual([...sorted, ...values.filter((value) => value === null)]);
      expect(await paged(list)).toEqual(data.map(({ id }) => id));
    },
  );
});

it.each(['/audit-entries', '/mails', '/imports', '/approvals', '/merge-requests', '/event-failures'])(
  '%s refuses an unknown order and the cursor of another one',
  async (path) => {
    const wrong: [string, string][] = [
      ['sort=id;drop', '/query/sort'],
      ['sort=state&order=up', '/query/order'],
    ];
    for (const [query, pointer] of wrong) {
      const reply = await send(api, 'get', `${path}?${query}`, admin);
      expect([reply.status, reply.body.code]).toEqual([400, 'invalid-request']);
      expect(JSON.stringify(reply.body.errors)).toContain(pointer);
    }
    const key = path === '/audit-entries' ? 'action' : path === '/mails' ? 'to' : 'state';
    for (const values of [
      ['other', 'asc', 'x', admin.accountId],
      [key, 'desc', 'x', admin.accountId],
      [key, 'asc', 'x', 'no id'],
      [key, 'asc', 1, admin.accountId],
    ]) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
      await expectProblem(
        send(api, 'get', `${path}?sort=${key}&order=asc&cursor=${cursor}`, admin),
        400,
        'invalid-request',
        '/query/cursor',
      );
    }
  },
);

it.each([
  ['/purchases?sort=gross&order=desc', 'purchases_by_gross'],
  ['/purchases?sort=points&order=asc', 'purchases_by_points'],
])('%s reads only the rows of its page', async (path, index) => {
  const { cursor } = await read(`${path}&limit=50`);
  const calls = vi.spyOn(pg.Client.prototype, 'query');
  await read(`${path}&limit=50&cursor=${cursor.next}`);
  const sent = calls.mock.calls
    .map(([query]) => query as unknown as { text?: string; values?: unknown[] })
    .find(({ text }) => text?.includes('sort_key'));
  calls.mockRestore();
  const [plan] = await rowsOf(api, `explain (analyze, format json) ${sent?.text}`, sent?.values);
  const text = JSON.stringify(plan);
  expect(text).toContain(`"Index Name":"${index}"`);
  expect(text).not.toContain('"Node Type":"Sort"');
  expect(text).not.toContain('Seq Scan');
});
