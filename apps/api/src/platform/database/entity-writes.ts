import type { FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity, Repository } from 'typeorm';

/** Creates entities from the result of `returning *`. TypeORM does this only for its own selects. */
const returned = <Row extends ObjectLiteral>(
  rows: Repository<Row>,
  result: { readonly raw: unknown },
): Row[] => (result.raw as Record<string, unknown>[]).map((stored) => entityOf(rows, stored));

const entityOf = <Row extends ObjectLiteral>(rows: Repository<Row>, stored: Record<string, unknown>): Row => {
  const { driver } = rows.manager.dataSource;
  const row = rows.create();
  for (const column of rows.metadata.columns)
    if (column.isSelect)
      column.setEntityValue(row, driver.prepareHydratedValue(stored[column.databaseName], column));
  return row;
};

/** The inserted row. Throws as PostgreSQL does if it conflicts with a stored one. */
export const insert = async <Row extends ObjectLiteral>(
  rows: Repository<Row>,
  value: QueryDeepPartialEntity<Row>,
): Promise<Row> => {
  const adding = rows.createQueryBuilder().insert().values(value);
  const [row] = returned(rows, await adding.updateEntity(false).returning('*').execute());
  if (!row) throw new Error('insert returned no row');
  return row;
};

/** Inserts the rows without a conflict, and returns them. */
export const insertFree = async <Row extends ObjectLiteral>(
  rows: Repository<Row>,
  values: readonly QueryDeepPartialEntity<Row>[],
): Promise<Row[]> => {
  // TypeORM would insert a row of defaults.
  if (values.length === 0) return [];
  const adding = rows
    .createQueryBuilder()
    .insert()
    .values([...values]);
  return returned(rows, await adding.orIgnore().updateEntity(false).returning('*').execute());
};

/**
 * The row as changed, or undefined if there is none, which means that someone was faster if `known` has a
 * version. TypeORM raises the version with every change.
 */
export const change = async <Row extends ObjectLiteral>(
  rows: Repository<Row>,
  known: FindOptionsWhere<Row>,
  values: QueryDeepPartialEntity<Row>,
): Promise<Row | undefined> => returned(rows, await rows.update(known, values, { returning: '*' }))[0];

/** The inserted row, or the replaced row with the same `key`. Columns with `update: false` do not change. */
export const put = async <Row extends ObjectLiteral>(
  rows: Repository<Row>,
  value: QueryDeepPartialEntity<Row>,
  key: readonly (keyof Row & string)[],
): Promise<Row> => {
  const sent = rows.metadata.columns.filter(({ propertyName }) => propertyName in value);
  const keys = sent.filter(({ propertyName }) => (key as readonly string[]).includes(propertyName));
  const replaced = sent.filter((column) => column.isUpdate && !keys.includes(column));
  const adding = rows.createQueryBuilder().insert().values(value);
  const replacing = adding.orUpdate(replaced.map(nameOf), keys.map(nameOf));
  const [row] = returned(rows, await replacing.updateEntity(false).returning('*').execute());
  if (!row) throw new Error('insert returned no row');
  return row;
};

const nameOf = ({ databaseName }: { databaseName: string }): string => databaseName;

/** Removes rows and returns them. */
export const remove = async <Row extends ObjectLiteral>(
  rows: Repository<Row>,
  known: FindOptionsWhere<Row>,
): Promise<Row[]> =>
  returned(rows, await rows.createQueryBuilder().delete().where(known).returning('*').execute());
