import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EventProcesses, type Variant } from './event-processes.ts';
import { between, randomFrom } from './random.ts';

export interface EventPlan {
  readonly databaseUrl: string;
  readonly events: number;
  readonly kills: number;
  /** The number of events that are held until their consumer is killed. */
  readonly holds: number;
  readonly seed: number;
  readonly variant: Variant;
  readonly tell?: (line: string) => void;
}

export interface EventOutcome {
  readonly kills: number;
  readonly killsWhileHolding: number;
  /** All faults: lost, doubled, out of order. */
  readonly faults: readonly string[];
}

const members = 40;
const processes = 2;
const mostPauseMs = 250;
const doneWithinMs = 120_000;

/** Publishes events while the two consumer processes are killed repeatedly, then counts the effects. */
export const runEventRounds = async (plan: EventPlan): Promise<EventOutcome> => {
  const database = new pg.Client({ connectionString: plan.databaseUrl });
  await database.connect();
  await database.query(`
    create table effects (seq bigserial primary key, number bigint not null, member uuid not null);
    create table held (number bigint primary key);
    create table crashes (number bigint primary key);
  `);
  const running = new EventProcesses(plan.databaseUrl, plan.variant, async (number) => {
    await database.query('insert into held values ($1) on conflict do nothing', [number]);
  });
  try {
    await running.start(processes);
    await beat(plan, running, database);
    await untilTaken(database);
  } finally {
    await running.stop();
  }
  const faults = [...(await countFaults(database, plan)), ...running.said];
  await database.end();
  return { kills: running.kills, killsWhileHolding: running.killsWhileHolding, faults };
};

const beat = async (plan: EventPlan, running: EventProcesses, database: pg.Client): Promise<void> => {
  const random = randomFrom(plan.seed);
  const ids = Array.from({ length: members }, () => randomUUID());
  const marks = new Set(
    Array.from({ length: plan.holds }, (_, at) => Math.floor(((at + 0.5) * plan.events) / plan.holds)),
  );
  let told = 0;
  for (let round = 0; round < plan.kills || told < plan.events; round += 1) {
    const until = Math.min(plan.events, Math.ceil(((round + 1) * plan.events) / plan.kills));
    while (told < until) {
      const size = Math.min(between(random, 1, 60), until - told);
      await tell(database, random, ids, { from: told, size, marks });
      told += size;
    }
    await pause(between(random, 10, mostPauseMs));
    if (round < plan.kills) running.kill(between(random, 0, processes - 1));
    plan.tell?.(`${told} events told, ${running.kills} kills`);
  }
};

interface Slice {
  readonly from: number;
  readonly size: number;
  /** The events at which the consumer keeps its transaction open. */
  readonly marks: ReadonlySet<number>;
}

/** Publishes them in one transaction, like a posting. Marked events have zero points. */
const tell = async (
  database: pg.Client,
  random: () => number,
  ids: readonly string[],
  { from, size, marks }: Slice,
): Promise<void> => {
  const rows = Array.from({ length: size }, (_, at) => ({
    member: ids[between(random, 0, ids.length - 1)],
    points: marks.has(from + at) ? 0 : 1,
  }));
  await database.query(
    `insert into outbox (name, member_id, at, origin, data)
     select 'points.earned', member, now(), $2, jsonb_build_object('transactionId', uuidv7(), 'points', points)
     from jsonb_to_recordset($1) as e(member uuid, points int)`,
    [JSON.stringify(rows), random() < 0.3 ? 'import' : 'live'],
  );
};

const untilTaken = async (database: pg.Client): Promise<void> => {
  const until = Date.now() + doneWithinMs;
  while (Date.now() < until) {
    const { rows } = await database.query<{ left: boolean }>(
      `select exists (select from outbox) or c.cursor < r.last_number as left
       from event_relay r, event_consumers c where c.name = 'counted'`,
    );
    if (rows[0]?.left === false) return;
    await pause(50);
  }
};

const checks: Readonly<Record<string, string>> = {
  'events have no number': 'select from outbox',
  'events had no effect': `select from event_log l where l.name = 'points.earned' and not exists (select from effects e where e.number = l.number)`,
  'events had their effect more than once': 'select from effects group by number having count(*) > 1',
  'effects came before one of an earlier event of the member':
    'select from (select number, lag(number) over (partition by member order by seq) as before from effects) e where number < before',
  'numbers are missing':
    'select from (select number, lag(number) over (order by number) as before from event_log) l where number <> before + 1',
  'events were parked': 'select from event_failures',
};

const countFaults = async (database: pg.Client, { events, holds }: EventPlan): Promise<string[]> => {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(checks)) {
    const { rowCount } = await database.query(sql);
    if (rowCount !== 0) faults.push(`${rowCount} ${what}`);
  }
  const { rows } = await database.query<{ told: string; held: string }>(
    `select (select count(*) from event_log where name = 'points.earned') as told, (select count(*) from held) as held`,
  );
  if (Number(rows[0]?.told) !== events)
    faults.push(`${rows[0]?.told} events are stored, ${events} were told`);
  if (Number(rows[0]?.held) !== holds) faults.push(`${rows[0]?.held} events were held, not ${holds}`);
  return faults;
};
