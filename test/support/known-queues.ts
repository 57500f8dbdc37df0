import { rowsOf } from './rows.ts';

/** What the first API of this worker stored about its jobs. To store it takes an API a quarter of its start. */
let known: { readonly queues: string; readonly schedules: string } | undefined;

/** After a start of the API. */
export const rememberQueues = async (databaseUrl: string): Promise<void> => {
  if (known) return;
  const [rows] = await rowsOf<{ queues: string; schedules: string }>(
    { databaseUrl },
    `select (select json_agg(queue)::text from pgboss.queue) as queues,
       (select json_agg(schedule)::text from pgboss.schedule) as schedules`,
  );
  if (rows?.queues) known = rows;
};

/** Before the first start of the API on a new database. It checks them as after any earlier start. */
export const bringQueues = async (databaseUrl: string): Promise<void> => {
  if (!known) return;
  await rowsOf(
    { databaseUrl },
    `with queues as (
       insert into pgboss.queue select * from json_populate_recordset(null::pgboss.queue, $1))
     insert into pgboss.schedule select * from json_populate_recordset(null::pgboss.schedule, $2)`,
    [known.queues, known.schedules],
  );
};
