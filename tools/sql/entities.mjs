// The law of entities: each is exactly one table of its feature, column by column.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { apiSources, ownerOf } from './statements.mjs';
import { given } from './types.mjs';

/**
 * @typedef {{ name: string, type: number, fullType: string, notNull: boolean, counted: boolean, primary: boolean }} Column
 * @typedef {{ type: string, nullable: boolean, word: boolean }} Property
 * @typedef {{ owner: string, what: string, table: string }} EntityTable
 */

const columnsOf = `
  select a.attname as name, a.atttypid::int8::int as type, format_type(a.atttypid, a.atttypmod) as "fullType",
    a.attnotnull as "notNull", a.attname = 'version' and a.atthasdef as counted, exists (
      select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) as primary
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relname = $1 and a.attnum > 0 and not a.attisdropped
  order by a.attnum`;

/**
 * Compares all entities with the database.
 *
 * @param {import('pg').Client} client
 * @param {string} url
 * @returns {Promise<{ faults: string[], tables: EntityTable[] }>} what breaks the law, and the tables that SQL made by
 *   TypeORM uses
 */
export async function compareEntities(client, url) {
  const { DataSource } = await import('typeorm');
  const { dataSourceOptions } = await import(
    pathToFileURL(join(apiSources, 'platform/database/data-source.ts')).href
  );
  /** @type {Map<unknown, string>} */
  const files = new Map();
  for (const file of globSync('**/entities/*.entity.ts', { cwd: apiSources })) {
    const made = await import(pathToFileURL(join(apiSources, file)).href);
    for (const entity of Object.values(made)) if (typeof entity === 'function') files.set(entity, file);
  }
  const source = new DataSource({
    ...dataSourceOptions({ DATABASE_URL: url, DATABASE_POOL: 1 }),
    entities: /** @type {Function[]} */ ([...files.keys()]),
  });
  await source.initialize();
  try {
    /** @type {string[]} */
    const faults = [];
    /** @type {EntityTable[]} */
    const tables = [];
    for (const metadata of source.entityMetadatas) {
      const { name, tableName: table } = metadata;
      const file = files.get(metadata.target) ?? '';
      const { rows } = await client.query(columnsOf, [table]);
      const properties = propertiesOf(readFileSync(join(apiSources, file), 'utf8'), name);
      if (!isRegistered(ownerOf(file), name))
        faults.push(`${file}: no module registers ${name}. Cure: add it to TypeOrmModule.forFeature.`);
      tables.push({ owner: ownerOf(file), what: `The entity ${name}`, table });
      for (const fault of differences(source, metadata, rows, properties))
        faults.push(`${file}: ${fault} Fix: make the entity match the newest migration.`);
    }
    return { faults, tables };
  } finally {
    await source.destroy();
  }
}

/**
 * Whether the module of the folder passes the entity to TypeORM.
 *
 * @param {string} owner
 * @param {string} name
 */
const isRegistered = (owner, name) =>
  globSync(`${owner}/*.module.ts`, { cwd: apiSources }).some((file) =>
    new RegExp(`forFeature\\(\\[[^\\]]*\\b${name}\\b`).test(readFileSync(join(apiSources, file), 'utf8')),
  );

/**
 * @param {import('typeorm').DataSource} source
 * @param {import('typeorm').EntityMetadata} metadata
 * @param {Column[]} columns
 * @param {Map<string, Property>} properties
 */
function* differences(source, { tableName, columns: declared }, columns, properties) {
  if (columns.length === 0) yield `there is no table ${tableName}.`;
  const byName = new Map(declared.map((column) => [column.databaseName, column]));
  for (const { name } of columns)
    if (!byName.has(name)) yield `${tableName}.${name} is missing in the entity.`;
  for (const column of declared) {
    const stored = columns.find(({ name }) => name === column.databaseName);
    if (!stored) {
      yield `there is no column ${tableName}.${column.databaseName}.`;
      continue;
    }
    const place = `${tableName}.${stored.name}`;
    const type = typeIn(source, column);
    if (type !== stored.fullType) yield `${place} is ${stored.fullType}, not ${type}.`;
    if (column.isPrimary !== stored.primary)
      yield `${place} is ${stored.primary ? '' : 'not '}in the primary key.`;
    if (column.isNullable === stored.notNull) yield `${place} may ${stored.notNull ? 'not ' : ''}be null.`;
    if (stored.counted && !column.isVersion) yield `${place} needs @VersionColumn.`;
    yield* misnamed(column, stored, properties.get(column.propertyName));
  }
}

/**
 * Whether the property has the type that the driver gives. A type by another name may say more than PostgreSQL knows:
 * the words of a text, the shape of JSON.
 *
 * @param {import('typeorm').ColumnMetadata} column
 * @param {Column} stored
 * @param {Property | undefined} property
 */
function* misnamed({ propertyName, transformer }, stored, property) {
  if (!property) yield `the property ${propertyName} has no type.`;
  else {
    const known = given(stored.type);
    if (property.nullable === stored.notNull)
      yield `the property ${propertyName} must ${stored.notNull ? 'not ' : ''}be "| null".`;
    if (!transformer && !property.word && known !== 'unknown' && known !== property.type)
      yield `the property ${propertyName} is a ${known}, not a ${property.type}.`;
  }
}

/**
 * @param {import('typeorm').DataSource} source
 * @param {import('typeorm').ColumnMetadata} column
 */
function typeIn({ driver }, column) {
  const type = driver.normalizeType(column);
  const size =
    column.length ||
    [column.precision, column.scale].filter((part) => part !== null && part !== undefined).join(',');
  return `${type}${size && `(${size})`}${column.isArray ? '[]' : ''}`;
}

/**
 * The types of the properties of a class, as they are written.
 *
 * @param {string} text
 * @param {string} name
 */
function propertiesOf(text, name) {
  /** @type {Map<string, Property>} */
  const properties = new Map();
  const source = ts.createSourceFile('entity.ts', text, ts.ScriptTarget.Latest);
  for (const each of source.statements)
    if (ts.isClassDeclaration(each) && each.name?.text === name)
      for (const member of each.members)
        if (ts.isPropertyDeclaration(member) && member.type && ts.isIdentifier(member.name))
          properties.set(member.name.text, propertyOf(member.type, source));
  return properties;
}

/**
 * @param {ts.TypeNode} type
 * @param {ts.SourceFile} source
 * @returns {Property}
 */
function propertyOf(type, source) {
  const parts = ts.isUnionTypeNode(type) ? [...type.types] : [type];
  const values = parts.filter((part) => part.getText(source) !== 'null');
  const written = values.map((part) => part.getText(source)).join(' | ');
  return {
    type: written,
    nullable: values.length < parts.length,
    word: !/^(string|number|boolean|Date|Buffer)(\[\])?$/.test(written),
  };
}
