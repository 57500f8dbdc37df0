import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventMonths } from '../../apps/api/src/platform/events/event-months.ts';
import { KeepEventMonthsJob } from '../../apps/api/src/platform/events/keep-event-months.job.ts';
import { ForgetEventFailuresJob } from '../../apps/api/src/platform/events/subscriptions/forget-event-failures.job.ts';
import { ForgetRepliesJob } from '../../apps/api/src/platform/http/forget-replies.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { RecordingConsumers } from '../support/recording-consumers.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

const monthsOfLog = async (): Promise<string[]> => {
  const rows = await rowsOf<{ name: string }>(
    api,
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event_log'::regclass order by 1`,
  );
  return rows.map(({ name }) => name.replace('event_log_', '')).filter((name) => name !== 'rest');
};

describe('the table of events', () => {
  beforeEach(async () => {
    for (const month of await monthsOfLog()) await rowsOf(api, `drop table event_log_${month}`);
    await rowsOf(api, 'delete from event_log');
  });

  it('has monthly partitions three months ahead; earlier events of a month move into its partition', async () => {
    await rowsOf(
      api,
      `insert into event_log (number, recorded_at, id, name, at, origin, data)
       select n, '2026-11-30 23:59:59Z'::timestamptz + n * interval '1 second', n, 'club.changed', now(), 'import', '{}'
       from generate_series(-2, 1) n`,
    );
    const months = api.app.get(EventMonths);
    const made = await months.makeAhead(Date.parse('2026-11-22T10:00:00Z'));
    expect(made).toEqual(['2026_11', '2026_12', '2027_01', '2027_02'].map((month) => `event_log_${month}`));
    expect(await monthsOfLog()).toEqual(['2026_11', '2026_12', '2027_01', '2027_02']);
    expect(
      await rowsOf(
        api,
        'select tableoid::regclass::text as month, count(*) from event_log group by 1 order by 1',
      ),
    ).toEqual([
      { month: 'event_log_2026_11', count: 3 },
      { month: 'event_log_2026_12', count: 1 },
    ]);
    expect(await months.makeAhead(Date.parse('2026-11-30T23:59:59Z'))).toEqual([]);
    expect(await months.makeAhead(Date.parse('2026-12-01T00:00:00Z'))).toEqual(['event_log_2027_03']);
  });

  it('accepts events without a partition, and the relay continues', async () => {
    const hearing = await RecordingConsumers.at(api);
    hearing.begin('without-a-month');
    await hearing.upToDate('without-a-month');
    await hearing.tell(randomUUID(), ['it happened']);
    await hearing.upToDate('without-a-month');
    expect(await hearing.texts('without-a-month')).toEqual(['it happened']);
    expect(await rowsOf(api, 'select count(*) from event_log_rest')).toEqual([{ count: 1 }]);
    await api.app.get(EventMonths).makeAhead(Date.now());
    expect(await rowsOf(api, 'select count(*) from event_log_rest')).toEqual([{ count: 0 }]);
  });

  it('keeps events for 25 months; a consumer that stayed away continues after the deleted ones', async () => {
    const months = api.app.get(EventMonths);
    for (const month of ['2024-09', '2024-10', '2026-11'])
      await months.makeAhead(Date.parse(`${month}-15T00:00:00Z`));
    await rowsOf(
      api,
      `insert into event_log (number, recorded_at, id, name, at, origin, data)
       select n, '2024-09-30 23:59:59Z'::timestamptz + n * interval '1 second', n, 'club.changed', now(), 'import', '{}'
       from generate_series(-2, 2) n`,
    );
    await rowsOf(
      api,
      `insert into event_consumers (name, cursor, started_at) values ('left-behind', -2, now()), ('ahead', 1, now())`,
    );
    await rowsOf(api, 'update event_relay set last_number = greatest(last_number, 2)');
    api.clock.set('2026-11-30T23:00:00Z');
    await api.app.get(KeepEventMonthsJob).run();
    expect((await monthsOfLog())[0]).toBe('2024_10');
    expect(await rowsOf(api, 'select number from event_log order by 1')).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
    expect(
      await rowsOf(
        api,
        `select name, cursor from event_consumers where name in ('left-behind', 'ahead') order by 1`,
      ),
    ).toEqual([
      { name: 'ahead', cursor: 1 },
      { name: 'left-behind', cursor: 0 },
    ]);
    api.clock.set('2026-12-01T00:00:00Z');
    await api.app.get(KeepEventMonthsJob).run();
    expect((await monthsOfLog())[0]).toBe('2024_11');
    expect(await rowsOf(api, 'select number from event_log')).toEqual([]);
  });
});

describe('replies under idempotency keys', () => {
  it('are kept for 30 days', async () => {
    api.clock.set('2026-12-31T12:00:00Z');
    await rowsOf(api, 'delete from idempotency_keys');
    await rowsOf(
      api,
      `insert into idempotency_keys (scope, key, fingerprint, status, body, created_at)
       select 'test', n::text, '', 200, 'null', '2026-12-01 12:00Z'::timestamptz + (n - 10500) * interval '1 second'
       from generate_series(1, 10503) n`,
    );
    await api.app.get(ForgetRepliesJob).run();
    expect(await rowsOf(api, 'select key from idempotency_keys order by key::int')).toEqual(
      ['10500', '10501', '10502', '10503'].map((key) => ({ key })),
    );
  });
});

describe('failed events', () => {
  it('are deleted 30 days after they are settled, never before', async () => {
    api.clock.set('2026-12-31T12:00:00Z');
    await rowsOf(
      api,
      `insert into event_consumers (name, cursor, started_at) values ('forgetful', 0, now())`,
    );
    await rowsOf(
      api,
      `insert into event_failures (consumer, number, name, at, origin, data, state, parked_at, settled_at)
       values ('forgetful', 1, 'club.changed', now(), 'live', '{}', 'done', '2026-01-01', '2026-12-01 11:59Z'),
         ('forgetful', 2, 'club.changed', now(), 'live', '{}', 'discarded', '2026-01-01', '2026-12-01 11:59Z'),
         ('forgetful', 3, 'club.changed', now(), 'live', '{}', 'done', '2026-01-01', '2026-12-01 12:01Z'),
         ('forgetful', 4, 'club.changed', now(), 'live', '{}', 'dead', '2026-01-01', null)`,
    );
    await api.app.get(ForgetEventFailuresJob).run();
    expect(
      await rowsOf(api, `select number from event_failures where consumer = 'forgetful' order by 1`),
    ).toEqual([{ number: 3 }, { number: 4 }]);
  });
});
