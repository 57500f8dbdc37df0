// A process that carries events and takes them, to be killed: `<database url> <once | twice>`. It writes each effect
// down, and holds its transaction at marked events until it is killed. With `twice` the place of the consumer is
// written after the effect's transaction, not in it.
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../apps/api/dist/platform/clock.js';
import { dataSourceOptions } from '../../apps/api/dist/platform/database/data-source.js';
import { Transactions } from '../../apps/api/dist/platform/database/transactions.js';
import { Relay } from '../../apps/api/dist/platform/events/relay.js';
import { ConsumersRepository } from '../../apps/api/dist/platform/events/subscriptions/consumers.repository.js';
import { FailuresRepository } from '../../apps/api/dist/platform/events/subscriptions/failures.repository.js';
import { Subscriptions } from '../../apps/api/dist/platform/events/subscriptions/subscriptions.js';

/** @typedef {import('../../apps/api/dist/platform/events/subscriptions/subscription.js').HeardEvent<'points.earned'>} Earned */

// Its output reports faults.
Logger.overrideLogger(['warn', 'error', 'fatal']);

const [url, variant] = process.argv.slice(2);
const options = dataSourceOptions({ DATABASE_URL: url, DATABASE_POOL: 4 });
const transactions = new Transactions(await new DataSource(options).initialize());

const nextCrash = {
  name: 'test-crash',
  text: 'insert into crashes select count(*) from crashes having count(*) < 3 on conflict do nothing returning number',
};

class PlaceAfterwards extends ConsumersRepository {
  /** @override @param {string} name @param {number} _from @param {number} to */
  async advance(name, _from, to) {
    const text = 'update event_consumers set cursor = greatest(cursor, $2) where name = $1';
    transactions.afterCommit(async () => {
      // Crashes between the effect and the position, some times in all. A random kill would rarely hit this point.
      if ((await transactions.query(nextCrash)).length > 0) process.kill(process.pid, 'SIGKILL');
      await transactions.query({ name: 'test-place-afterwards', text }, [name, to]).catch(() => undefined);
    });
    return true;
  }
}

/** @param {readonly Earned[]} events */
const take = async (events) => {
  const rows = JSON.stringify(events.map(({ number, memberId }) => ({ number, member: memberId })));
  await transactions.query(
    {
      name: 'test-effects',
      text: 'insert into effects (number, member) select number, member from jsonb_to_recordset($1) as e(number bigint, member uuid)',
    },
    [rows],
  );
  for (const { number, data } of events)
    if (data.points === 0 && !(await wasHeld(number))) await hold(number);
};

/** @param {number} number */
const wasHeld = async (number) => {
  const held = { name: 'test-held', text: 'select from held where number = $1' };
  return (await transactions.query(held, [number])).length > 0;
};

/** @param {number} number @returns {Promise<never>} */
const hold = (number) => {
  process.stdout.write(`holding ${number}\n`);
  return new Promise(() => undefined);
};

const consumers = new (variant === 'twice' ? PlaceAfterwards : ConsumersRepository)(transactions);
const relay = new Relay(transactions);
const failures = new FailuresRepository(transactions);
const subscriptions = new Subscriptions(consumers, failures, transactions, new SystemClock(), relay);
subscriptions.subscribe({
  consumer: 'counted',
  names: ['points.earned'],
  origins: ['live', 'import', 'demo'],
  from: 'beginning',
  handle: (event) => take([event]),
  handleBulk: take,
});
await subscriptions.onApplicationBootstrap();
relay.onApplicationBootstrap();
process.stdout.write('ready\n');
