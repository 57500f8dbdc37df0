import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventFailure } from '@regulars/contracts';
import { startApp, type TestApp } from '../support/app.ts';
import { RecordingConsumers, patient } from '../support/recording-consumers.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let hearing: RecordingConsumers;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp();
  hearing = await RecordingConsumers.at(api);
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

const failuresOf = async (consumer: string, query = ''): Promise<EventFailure[]> => {
  const { body } = await send(api, 'get', `/event-failures?consumer=${consumer}${query}`, manager).expect(
    200,
  );
  return (body as { data: EventFailure[] }).data.reverse();
};

const only = async (consumer: string, query = ''): Promise<EventFailure> => {
  const [failure, ...more] = await failuresOf(consumer, query);
  if (!failure || more.length > 0) throw new Error(`${consumer} has not one failure, but ${more.length + 1}`);
  return failure;
};

const replay = (id: string) => send(api, 'post', `/event-failures/${id}/replay`, manager);
const discard = (id: string, reason = 'it is out of date') =>
  send(api, 'post', `/event-failures/${id}/discard`, { ...manager, body: { reason } });

/** Moves the clock until the event has been tried this often. */
const untilTried = async (consumer: string, attempts: number): Promise<void> => {
  for (let tried = 1; tried < attempts; tried += 1) {
    api.clock.advance({ minutes: 10 });
    await expect
      .poll(async () => (await failuresOf(consumer)).map((failure) => failure.attempts), patient)
      .toContain(tried + 1);
  }
};

describe('an event that a consumer cannot handle', () => {
  it('is tried five times with growing delays, and its effects are undone each time', async () => {
    hearing.begin('patient');
    await hearing.upToDate('patient');
    hearing.poison.add('patient poison');
    await hearing.tell(randomUUID(), ['patient poison']);
    const pauses: (number | null)[] = [];
    for (let tries = 1; tries <= 5; tries += 1) {
      await expect.poll(async () => (await failuresOf('patient'))[0]?.attempts, patient).toBe(tries);
      const { nextTryAt, error, state } = await only('patient');
      expect(error).toBe('cannot take patient poison');
      expect(state).toBe(tries < 5 ? 'retrying' : 'dead');
      const pause = nextTryAt && (Date.parse(nextTryAt) - api.clock.now()) / 1000;
      pauses.push(pause || null);
      api.clock.advance({ seconds: pause || 0 });
    }
    expect(pauses).toEqual([5, 30, 120, 600, null]);
    expect(await hearing.effects('patient')).toEqual([]);
    await hearing.failures('patient', { dead: 1 });
  });

  it('holds back later events of the same member only; a replay runs them in order', async () => {
    hearing.begin('just');
    await hearing.upToDate('just');
    const [ill, well] = [randomUUID(), randomUUID()];
    hearing.poison.add('just poison');
    await hearing.tell(ill, ['ill 1', 'just poison', 'ill 3']);
    await hearing.tell(well, ['well 1', 'well 2']);
    await hearing.tell(ill, ['ill 4']);
    await hearing.upToDate('just');
    expect(await hearing.texts('just')).toEqual(['ill 1', 'well 1', 'well 2']);
    await hearing.failures('just', { retrying: 1, waiting: 2 });
    await untilTried('just', 5);
    await hearing.failures('just', { dead: 1, waiting: 2 });

    const [dead, behind] = await failuresOf('just');
    if (!dead || !behind) throw new Error('nothing is parked');
    expect(dead).toEqual({
      id: dead.id,
      consumer: 'just',
      event: {
        number: expect.any(Number),
        name: 'member.changed',
        at: expect.any(String),
        origin: 'live',
        memberId: ill,
        data: { fields: 'just poison' },
      },
      state: 'dead',
      attempts: 5,
      nextTryAt: null,
      error: 'cannot take just poison',
      parkedAt: expect.any(String),
      settledAt: null,
      reason: null,
    });
    await expectProblem(replay(behind.id), 409, 'event-waits');

    await replay(dead.id).expect(200);
    await expect.poll(async () => (await failuresOf('just'))[0]?.attempts, patient).toBe(6);
    await hearing.failures('just', { dead: 1, waiting: 2 });
    expect(await hearing.texts('just')).toEqual(['ill 1', 'well 1', 'well 2']);

    hearing.poison.delete('just poison');
    const replayed = await replay(dead.id).expect(200);
    expect(replayed.body.state).toBe('retrying');
    await hearing.failures('just', {});
    await hearing.tell(ill, ['ill 5']);
    await hearing.upToDate('just');
    expect(await hearing.texts('just')).toEqual([
      ...['ill 1', 'well 1', 'well 2', 'just poison', 'ill 3', 'ill 4', 'ill 5'],
    ]);
    expect((await failuresOf('just')).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    await expectProblem(replay(dead.id), 409, 'event-settled');
    const { body } = await send(api, 'get', `/audit-entries?subject=${dead.id}`, manager);
    expect(body.data).toMatchObject([
      { action: 'event-failure.replayed', actor: { id: manager.accountId } },
      { action: 'event-failure.replayed', before: { state: 'dead', attempts: 5 } },
    ]);
  });

  it('can be discarded with a reason, and the next one continues', async () => {
    hearing.begin('resigned');
    await hearing.upToDate('resigned');
    const member = randomUUID();
    hearing.poison.add('resigned poison').add('resigned poison too');
    await hearing.tell(member, ['resigned poison', 'a', 'resigned poison too', 'b', 'c']);
    await hearing.failures('resigned', { retrying: 1, waiting: 4 });
    const [first, , , fourth] = await failuresOf('resigned');
    if (!first || !fourth) throw new Error('nothing is parked');

    // The consumers of the other tests hear the same events, when they get to them.
    const own = `select * from event_failures where consumer = 'resigned' order by id`;
    const before = await rowsOf(api, own);
    await expectProblem(
      send(api, 'post', `/event-failures/${first.id}/discard`, { ...manager, body: {} }),
      400,
      'invalid-request',
      '/reason',
    );
    await expectProblem(discard(randomUUID()), 404, 'not-found');
    expect(await rowsOf(api, own)).toEqual(before);

    await discard(fourth.id, 'sent by mistake').expect(200);
    const { body } = await discard(first.id).expect(200);
    expect(body).toMatchObject({ state: 'discarded', reason: 'it is out of date', nextTryAt: null });
    await hearing.failures('resigned', { retrying: 1, waiting: 1 });
    expect(await hearing.texts('resigned')).toEqual(['a']);
    hearing.poison.delete('resigned poison too');
    await hearing.failures('resigned', {}, { seconds: 5 });
    expect(await hearing.texts('resigned')).toEqual(['a', 'resigned poison too', 'c']);
    await expectProblem(discard(first.id), 409, 'event-settled');
    const audited = await send(api, 'get', `/audit-entries?subject=${first.id}`, manager);
    expect(audited.body.data).toMatchObject([
      { action: 'event-failure.discarded', after: { state: 'discarded', reason: 'it is out of date' } },
    ]);
  });

  it('in a batch is isolated: all others take effect once', async () => {
    hearing.begin('bulk-with-poison', { bulk: true });
    await hearing.upToDate('bulk-with-poison');
    hearing.poison.add('bulk poison');
    const words = Array.from({ length: 40 }, (_, index) => `import ${index}`);
    const [ill, well] = [randomUUID(), randomUUID()];
    await hearing.tell(ill, ['bulk poison', 'waits'], 'import');
    await hearing.tell(well, words, 'import');
    await hearing.upToDate('bulk-with-poison');
    expect(await hearing.texts('bulk-with-poison')).toEqual(words);
    await hearing.tell(ill, ['waits too'], 'import');
    await hearing.tell(well, ['later', 'latest'], 'import');
    await hearing.upToDate('bulk-with-poison');
    expect(await hearing.texts('bulk-with-poison')).toEqual([...words, 'later', 'latest']);
    await hearing.failures('bulk-with-poison', { retrying: 1, waiting: 2 });
    hearing.poison.delete('bulk poison');
    api.clock.advance({ seconds: 5 });
    await hearing.failures('bulk-with-poison', {});
    expect((await hearing.texts('bulk-with-poison')).slice(-3)).toEqual([
      'bulk poison',
      'waits',
      'waits too',
    ]);
  });

  it('that does not match the catalogue is parked, and not read as another one', async () => {
    hearing.begin('strict');
    await hearing.upToDate('strict');
    await rowsOf(
      api,
      `insert into outbox (name, member_id, at, origin, data) values ('member.changed', $1, now(), 'live', '{"fields": 7}')`,
      [randomUUID()],
    );
    await hearing.failures('strict', { retrying: 1 });
    expect((await only('strict')).error).toContain('expected string');
  });
});

describe('the list of failed events', () => {
  it('has pages, newest first, by consumer and state', async () => {
    hearing.begin('listed');
    await hearing.upToDate('listed');
    hearing.poison.add('listed poison');
    for (let member = 0; member < 3; member += 1)
      await hearing.tell(randomUUID(), ['listed poison', 'behind']);
    await hearing.failures('listed', { retrying: 3, waiting: 3 });
    const all = (await failuresOf('listed')).reverse();
    const path = '/event-failures?consumer=listed&limit=4';
    const { body: first } = await send(api, 'get', path, manager).expect(200);
    const { body: second } = await send(api, 'get', `${path}&cursor=${first.cursor.next}`, manager).expect(
      200,
    );
    expect([...first.data, ...second.data]).toEqual(all);
    expect(second.cursor.next).toBeNull();
    expect(await failuresOf('listed', '&state=waiting')).toHaveLength(3);
    expect(await failuresOf('listed', '&state=dead')).toHaveLength(0);
    await expectProblem(
      send(api, 'get', '/event-failures?state=odd', manager),
      400,
      'invalid-request',
      '/query/state',
    );
    await expectProblem(
      send(api, 'get', '/event-failures?cursor=odd', manager),
      400,
      'invalid-request',
      '/query/cursor',
    );
  });

  /** One event fails, one of the same subject waits behind it. */
  const fail = async (consumer: string): Promise<void> => {
    hearing.begin(consumer);
    await hearing.upToDate(consumer);
    hearing.poison.add(`${consumer} poison`);
    await hearing.tell(randomUUID(), [`${consumer} poison`, 'behind']);
    await hearing.failures(consumer, { retrying: 1, waiting: 1 });
  };

  it('is counted in the metrics', async () => {
    await fail('measured');
    const { text } = await api.http.get('/api/metrics').expect(200);
    expect(text).toContain('regulars_event_failures{consumer="measured",state="retrying"} 1');
    expect(text).toContain('regulars_event_failures{consumer="measured",state="waiting"} 1');
    expect(text).toContain('regulars_event_failures{consumer="measured",state="dead"} 0');
    expect(text).toContain('regulars_event_consumer_behind{consumer="measured"} 0');
    expect(text).toMatch(/regulars_events_waiting \d/);
  });

  it('shows the position of each consumer', async () => {
    await fail('placed');
    const key = await makeKey(api, ['audit:read']);
    const { body } = await send(api, 'get', '/event-consumers', { key }).expect(200);
    expect((body as { data: { name: string }[] }).data.find(({ name }) => name === 'placed')).toEqual({
      name: 'placed',
      cursor: expect.any(Number),
      behind: 0,
      waitingSince: null,
      workedAt: expect.any(String),
      failures: { retrying: 1, waiting: 1, dead: 0 },
    });
  });
});
