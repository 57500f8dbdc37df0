import type pg from 'pg';

export async function insert(
  db: pg.Client,
  table: string,
  columns: string,
  rows: readonly object[],
): Promise<void> {
  const names = columns.split(',').map((column) => column.trim().split(' ')[0]);
  await db.query(
    `insert into ${table} (${names.join()}) select ${names.join()} from jsonb_to_recordset($1) as r(${columns})`,
    [JSON.stringify(rows)],
  );
}
