import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Subscriptions } from '../../apps/api/src/platform/events/subscriptions/subscriptions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { RecordingConsumers, patient } from '../support/recording-consumers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let hearing: RecordingConsumers;
beforeAll(async () => {
  api = await startApp();
  hearing = await RecordingConsumers.at(api);
});
afterAll(() => api.close());

const many = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, index) => `${word}-${index}`);

describe('the relay', () => {
  it('gives committed events consecutive numbers, including imports', async () => {
    const member = randomUUID();
    await Promise.all([
      ...many(20, 'live').map((word) => hearing.tell(member, [word])),
      hearing.tell(member, many(2500, 'import'), 'import'),
      hearing.tell(member, many(30, 'demo'), 'demo'),
    ]);
    await expect.poll(() => rowsOf(api, 'select from outbox limit 1'), patient).toEqual([]);
    const [log] = await rowsOf(
      api,
      `select count(*), max(number) - min(number) + 1 as span, max(number) = (select last_number from event_relay) as last
       from event_log`,
    );
    expect(log).toEqual({ count: log?.span, span: log?.span, last: true });
    expect(
      await rowsOf(api, 'select origin, count(*) from event_log where member_id = $1 group by 1 order by 1', [
        member,
      ]),
    ).toEqual([
      { origin: 'demo', count: 30 },
      { origin: 'import', count: 2500 },
      { origin: 'live', count: 20 },
    ]);
  });

  it('loses no event that commits later than its successors', async () => {
    hearing.begin('late', { from: 'now' });
    await hearing.upToDate('late');
    const slow = new pg.Client({ connectionString: api.databaseUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into outbox (name, member_id, at, origin, data)
       values ('member.changed', $1, now(), 'live', '{"fields": "told first, committed last"}')`,
      [randomUUID()],
    );
    await hearing.tell(randomUUID(), ['told last, committed first']);
    await expect.poll(() => hearing.texts('late'), patient).toEqual(['told last, committed first']);
    await slow.query('commit');
    await slow.end();
    await expect
      .poll(() => hearing.texts('late'), patient)
      .toEqual(['told last, committed first', 'told first, committed last']);
  });
});

describe('a consumer of events', () => {
  it('gets its events once, in the order of the numbers', async () => {
    hearing.begin('orderly', { origins: ['live'] });
    await hearing.upToDate('orderly');
    const member = randomUUID();
    await hearing.tell(member, many(700, 'a'));
    await hearing.tell(member, many(50, 'not for it'), 'import');
    await makeLocation(api);
    await hearing.tell(member, many(20, 'b'));
    await hearing.upToDate('orderly');
    const effects = await hearing.effects('orderly');
    expect(effects.map(({ text }) => text)).toEqual([...many(700, 'a'), ...many(20, 'b')]);
    const numbers = effects.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  });

  it('starts with the oldest or with the next event, as configured', async () => {
    await hearing.tell(randomUUID(), ['old']);
    await expect.poll(() => rowsOf(api, 'select from outbox limit 1'), patient).toEqual([]);
    hearing.begin('from-the-beginning', {
      from: 'beginning',
      bulk: true,
      bulkOrigins: ['live', 'import', 'demo'],
    });
    hearing.begin('from-now', { from: 'now' });
    await hearing.upToDate('from-the-beginning');
    await hearing.upToDate('from-now');
    await hearing.tell(randomUUID(), ['new']);
    await hearing.upToDate('from-the-beginning');
    await hearing.upToDate('from-now');
    expect((await hearing.texts('from-the-beginning')).slice(-2)).toEqual(['old', 'new']);
    expect(await hearing.texts('from-now')).toEqual(['new']);
  });

  it('gets histories in batches, with one call per batch, and live events one by one', async () => {
    hearing.begin('bulky', { bulk: true });
    await hearing.upToDate('bulky');
    const member = randomUUID();
    await hearing.tell(member, ['before']);
    await hearing.tell(member, many(1200, 'import'), 'import');
    await hearing.tell(member, many(40, 'demo'), 'demo');
    await hearing.tell(member, ['after']);
    await hearing.upToDate('bulky');
    const effects = await hearing.effects('bulky');
    expect(effects.map(({ text }) => text)).toEqual([
      'before',
      ...many(1200, 'import'),
      ...many(40, 'demo'),
      'after',
    ]);
    const single = effects.filter(({ size }) => size === 1);
    expect(single.map(({ text }) => text)).toEqual(['before', 'after']);
    expect(new Set(effects.map(({ call }) => call)).size).toBeLessThanOrEqual(2 + 4);
  });

  it('gets live events in batches if configured', async () => {
    hearing.begin('bulky-too', { bulk: true, bulkOrigins: ['live'] });
    await hearing.upToDate('bulky-too');
    await hearing.tell(randomUUID(), many(300, 'live'));
    await hearing.upToDate('bulky-too');
    const effects = await hearing.effects('bulky-too');
    expect(effects).toHaveLength(300);
    expect(new Set(effects.map(({ call }) => call)).size).toBeLessThan(10);
  });

  it('that is slow blocks neither writers nor other consumers', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const heard: string[] = [];
    api.app.get(Subscriptions).subscribe<'member.joined'>({
      consumer: 'slow',
      names: ['member.joined'],
      origins: ['live'],
      from: 'now',
      handle: async ({ memberId }) => {
        heard.push(memberId);
        await gate;
      },
    });
    hearing.begin('quick');
    await hearing.upToDate('slow');
    await hearing.upToDate('quick');
    const first = await makeMember(api);
    await expect.poll(() => heard, patient).toEqual([first.id]);
    const second = await makeMember(api);
    await hearing.tell(second.id, ['meanwhile']);
    await expect.poll(() => hearing.texts('quick'), patient).toEqual(['meanwhile']);
    expect(heard).toEqual([first.id]);
    open();
    await expect.poll(() => heard, patient).toEqual([first.id, second.id]);
  });

  it('has a unique name', () => {
    hearing.begin('twin');
    expect(() => hearing.begin('twin')).toThrow('Two consumers are named twin');
  });
});
