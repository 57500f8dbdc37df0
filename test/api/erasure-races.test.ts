import { randomUUID } from 'node:crypto';
import type { Export, Import } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cardLostMail } from '../../apps/api/src/features/cards/mails/index.ts';
import { RebuildMemberFactsJob } from '../../apps/api/src/features/facts/index.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { Subscriptions } from '../../apps/api/src/platform/events/subscriptions/subscriptions.ts';
import { Mailer } from '../../apps/api/src/platform/mail/index.ts';
import { MailWriting } from '../../apps/api/src/platform/mail/mail-writing.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { columnsWith, dataDirOf, filesWith } from '../support/personal-search.ts';
import { RecordingConsumers, patient } from '../support/recording-consumers.ts';
import { LogLines } from '../support/log-lines.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

// Each race waits several times for a lock, which takes long beside other files.
vi.setConfig({ testTimeout: 120_000 });
const log = new LogLines();
let api: TestApp;
let key: string;
let till: Till;
let importing: Importing;
let hearing: RecordingConsumers;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys, LOG_LEVEL: 'warn' });
  key = await makeKey(api);
  await makeRule(api);
  till = new Till(api, key, (await makeLocation(api)).code);
  importing = new Importing(api, key);
  hearing = await RecordingConsumers.at(api);
});
afterAll(() => api.close());

interface Leaver {
  readonly id: string;
  readonly email: string;
  readonly lastName: string;
}

/** A closed member who is due; the name occurs nowhere else. */
const makeLeaver = async (): Promise<Leaver> => {
  const lastName = `Quex${randomUUID().replaceAll(/\W|\d/g, '')}`;
  const email = `${lastName}@member.example`.toLowerCase();
  const { id } = await makeMember(api, { email, firstName: 'Vera', lastName });
  await till.sell(id, 4700);
  await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
  api.clock.advance({ days: 31 });
  return { id, email, lastName };
};

const erase = () => api.app.get(EraseMembersJob).eraseDue();
const traces = async ({ email, lastName }: Leaver): Promise<string[]> => {
  const needles = [email, lastName.toLowerCase()];
  return [...(await columnsWith(api, needles)), ...(await filesWith(dataDirOf(api), needles))];
};
const stateOf = async ({ id }: Leaver): Promise<string> =>
  (await send(api, 'get', `/members/${id}/erasure`, { key }).expect(200)).body.state;

/** Holds a lock that others need, until it is let go. */
const holding = async <Result>(lock: string, work: (release: () => Promise<void>) => Promise<Result>) => {
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(lock);
    return await work(async () => {
      await client.query('commit');
    });
  } finally {
    await client.end();
  }
};
/** Until a statement with these words waits for a lock. */
const someoneWaits = (words: string) =>
  expect
    .poll(
      () =>
        rowsOf(
          api,
          `select 1 as one from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1 limit 1`,
          [`%${words}%`],
        ),
      patient,
    )
    .toHaveLength(1);

describe('an export', () => {
  const ended = async (id: string): Promise<Export['state']> => {
    const state = async (): Promise<Export['state']> =>
      (await send(api, 'get', `/exports/${id}`, { key }).expect(200)).body.state;
    await expect.poll(state, { timeout: 20_000 }).not.toMatch(/waiting|running/);
    return state();
  };

  it('that reads during an erasure does not show the member', async () => {
    const leaver = await makeLeaver();
    const id = await holding('lock table tiers in access exclusive mode', async (release) => {
      const { body } = await send(api, 'post', '/exports', { key, body: { kind: 'members' } }).expect(202);
      // Its view of the club is from before.
      await someoneWaits('left join');
      expect(await erase()).toBe(1);
      await release();
      return body.id as string;
    });
    expect(await ended(id)).toBe('done');
    expect(await traces(leaver)).toEqual([]);
  });

  it('that runs many times in parallel with an erasure leaves no file with the member', async () => {
    for (let round = 0; round < 3; round += 1) {
      const leaver = await makeLeaver();
      const begin = async (): Promise<string> =>
        (await send(api, 'post', '/exports', { key, body: { kind: 'members' } }).expect(202)).body.id;
      const [erased, ...ids] = await Promise.all([erase(), begin(), begin(), begin()]);
      for (const id of ids) expect(await ended(id)).toMatch(/done|expired/);
      expect([erased, await erase()]).toContain(1);
      expect(await traces(leaver)).toEqual([]);
    }
  });
});

describe('a mail', () => {
  it('that is being written during an erasure does not delay it, and is not sent', async () => {
    const leaver = await makeLeaver();
    const writing = api.app.get(MailWriting);
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const write = writing.write.bind(writing);
    const spy = vi.spyOn(writing, 'write').mockImplementationOnce(async (mail) => {
      begun.resolve();
      await released.promise;
      return write(mail);
    });
    try {
      await api.app.get(Mailer).send({
        to: leaver.email,
        language: 'de',
        template: cardLostMail,
        about: leaver.id,
        data: { name: leaver.lastName, link: api.url },
        dedupeKey: randomUUID(),
      });
      await begun.promise;
      expect(await erase()).toBe(1);
      released.resolve();
      await expect(spy.mock.results[0]?.value).resolves.toMatchObject({ subject: expect.any(String) });
    } finally {
      released.resolve();
      spy.mockRestore();
    }
    const sending = `select 1 as one from pgboss.job where name = 'send-mail' and state in ('created', 'retry', 'active')`;
    await expect.poll(() => rowsOf(api, sending), patient).toEqual([]);
    expect(await traces(leaver)).toEqual([]);
  });
});

describe('an import', () => {
  const columns = { email: 'mail', firstName: 'first', lastName: 'last' };
  const settings = { kind: 'members' as const, mapping: { columns } };
  const fileNaming = ({ email, lastName }: Leaver, others: number): string =>
    ['mail,first,last']
      .concat(Array.from({ length: others }, (_, each) => `${each}.${email.slice(4)},Otto,Other`))
      .concat([`${email},Vera,${lastName}`, `,Vera,${lastName}`])
      .join('\n');
  it('that is running finishes first; then its lines and changes are erased too', async () => {
    const leaver = await makeLeaver();
    log.forget();
    const { body } = await importing.offer<Import>(settings, fileNaming(leaver, 6000));
    await expect
      .poll(async () => (await importing.get<Import>(`/imports/${body.id}`)).state, patient)
      .toBe('running');
    expect(await erase()).toBe(0);
    expect(log.with({ event: 'erasure.waits' })).toHaveLength(1);
    expect(await importing.finished(body.id)).toMatchObject({
      state: 'done',
      counts: { matched: 1, refused: 1 },
    });
    expect(await traces(leaver)).not.toEqual([]);
    expect(await erase()).toBe(1);
    expect(await traces(leaver)).toEqual([]);
  });

  it('that was checked before the erasure refuses the lines of the member, and imports the others', async () => {
    const leaver = await makeLeaver();
    const { body } = await importing.offer<Import>({ ...settings, dryRun: true }, fileNaming(leaver, 3));
    expect(await importing.finished(body.id)).toMatchObject({
      state: 'checked',
      counts: { created: 3, matched: 1 },
    });
    expect(await erase()).toBe(1);
    expect(await importing.get<Import>(`/imports/${body.id}`)).toMatchObject({
      counts: { created: 3, matched: 0, refused: 2 },
    });
    await importing.post(`/imports/${body.id}/start`);
    const done = await importing.finished(body.id);
    expect(done).toMatchObject({ state: 'done', counts: { created: 3, matched: 0, refused: 2 } });
    expect(done.progress).toEqual({ done: 5, total: 5 });
    expect(done.errors.map(({ code }) => code)).toContain('member-erased');
    expect(await traces(leaver)).toEqual([]);
  });

  it('that starts during the erasure brings nobody back, in either order', async () => {
    for (let round = 0; round < 4; round += 1) {
      const leaver = await makeLeaver();
      const { body } = await importing.offer<Import>({ ...settings, dryRun: true }, fileNaming(leaver, 5));
      await importing.finished(body.id);
      await Promise.all([importing.post(`/imports/${body.id}/start`), erase()]);
      const done = await importing.finished(body.id);
      expect(done).toMatchObject({ state: 'done', progress: { done: done.progress.total } });
      await erase();
      expect(await stateOf(leaver)).toBe('erased');
      expect(await traces(leaver)).toEqual([]);
    }
  });
});

describe('an event of the member', () => {
  it.each(['takes it', 'fails over it'])(
    'is behind a consumer that %s before the erasure continues',
    async (how) => {
      const leaver = await makeLeaver();
      const consumer = `witness-${how.replaceAll(' ', '-')}`;
      const entered = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      api.app.get(Subscriptions).subscribe({
        consumer,
        names: ['member.changed'],
        origins: ['live'],
        from: 'now',
        handle: async () => {
          entered.resolve();
          await gate.promise;
          if (how === 'fails over it') throw new Error(`no room for ${leaver.email}`);
          // What it has read of the member it writes down, as a mail does.
          await api.app.get(Mailer).send({
            to: leaver.email,
            about: leaver.id,
            language: 'de',
            template: cardLostMail,
            data: { name: leaver.lastName, link: api.url },
            dedupeKey: leaver.id,
          });
        },
      });
      await hearing.upToDate(consumer);
      await hearing.tell(leaver.id, ['email']);
      await entered.promise;
      const erasing = erase();
      await someoneWaits('event_consumers');
      gate.resolve();
      expect(await erasing).toBe(1);
      await hearing.upToDate(consumer);
      expect(await traces(leaver)).toEqual([]);
      // Nothing is left to be tried.
      await hearing.failures(consumer, {});
    },
  );

  it('that is not consumed yet creates no facts again, and neither does a rebuild', async () => {
    const leaver = await makeLeaver();
    await rowsOf(api, `update member_facts_rebuild set definition = ''`);
    await Promise.all([erase(), api.app.get(RebuildMemberFactsJob).run()]);
    await erase();
    await hearing.upToDate('member-facts');
    expect(await stateOf(leaver)).toBe('erased');
    expect(await rowsOf(api, 'select member_id from member_facts where member_id = $1', [leaver.id])).toEqual(
      [],
    );
  });

  it('announces the erasure by the id alone', async () => {
    const leaver = await makeLeaver();
    expect(await erase()).toBe(1);
    await hearing.upToDate('member-facts');
    expect(
      await rowsOf(
        api,
        `select origin, data from event_log where name = 'member.erased' and member_id = $1`,
        [leaver.id],
      ),
    ).toEqual([{ origin: 'live', data: {} }]);
  });
});
