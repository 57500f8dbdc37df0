// What PostgreSQL reports about tables, columns and statements.

/**
 * @typedef {{ table: string, name: string, type: number, notNull: boolean, among: string[] | null }} Column
 * @typedef {{ name: string, type: number, column: Column | null }} Field
 * @typedef {{ parameters: number[], fields: Field[] }} Description
 * @typedef {{ columns: Map<string, Column[]>, at(table: number, place: number): Column | null }} Catalogue
 */

const columnsOfTables = `
  select c.oid::int8::int as oid, c.relname as table, a.attname as name, a.attnum as place, a.atttypid::int8::int as type,
    a.attnotnull as "notNull", (
      select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ '= ANY \\(\\(?ARRAY\\[' limit 1) as check
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace in ('public'::regnamespace, 'pg_catalog'::regnamespace) and c.relkind in ('r', 'p', 'v') and a.attnum > 0
    and not a.attisdropped
  order by c.oid, a.attnum`;

/**
 * @param {import('pg').Client} client
 * @returns {Promise<Catalogue>}
 */
export async function readCatalogue(client) {
  const { rows } = await client.query(columnsOfTables);
  /** @type {Map<string, Column[]>} */
  const columns = new Map();
  /** @type {Map<string, Column>} */
  const places = new Map();
  for (const { oid, table, name, place, type, notNull, check } of rows) {
    const column = { table, name, type, notNull, among: wordsOf(check) };
    columns.set(table, [...(columns.get(table) ?? []), column]);
    places.set(`${oid}.${place}`, column);
  }
  return { columns, at: (table, place) => places.get(`${table}.${place}`) ?? null };
}

/** The values that a check constraint of one column allows; null for other constraints. */
const wordsOf = (/** @type {string | null} */ check) => {
  const [, list] =
    /^CHECK \(\(+\w+(?:\)::text)? = ANY \(\(?ARRAY\[([^\]]*)\](?:\)::text\[\])?\)\)+$/.exec(check ?? '') ??
    [];
  if (list === undefined) return null;
  const words = [...list.matchAll(/'([^']*)'::[a-z ]+/g)].map(([, word = '']) => word);
  return words.length > 0 && words.length === list.split(',').length ? words : null;
};

/**
 * Prepares a statement without running it.
 *
 * @param {import('pg').Client} client
 * @param {string} text
 * @param {Catalogue} catalogue
 * @returns {Promise<Description>}
 */
export function describe(client, text, catalogue) {
  const { promise, resolve, reject } = Promise.withResolvers();
  /** @type {Description} */
  const description = { parameters: [], fields: [] };
  const heard = (/** @type {{ dataTypeIDs: number[] }} */ { dataTypeIDs }) => {
    description.parameters = dataTypeIDs;
  };
  client.query({
    submit(/** @type {any} */ connection) {
      connection.once('parameterDescription', heard);
      connection.parse({ text, name: '', types: [] });
      connection.describe({ type: 'S', name: '' });
      connection.sync();
    },
    handleRowDescription(/** @type {{ fields: import('pg').FieldDef[] }} */ { fields }) {
      description.fields = fields.map(({ name, dataTypeID, tableID, columnID }) => ({
        name,
        type: dataTypeID,
        column: tableID ? catalogue.at(tableID, columnID) : null,
      }));
    },
    // PostgreSQL refused. The client itself receives the message that the server is ready again.
    handleError(/** @type {Error} */ error, /** @type {any} */ connection) {
      connection.removeListener('parameterDescription', heard);
      reject(error);
    },
    handleReadyForQuery(/** @type {any} */ connection) {
      connection.removeListener('parameterDescription', heard);
      resolve(description);
    },
  });
  return promise;
}
