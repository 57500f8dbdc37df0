import pg, { type Client, type Pool, type QueryResult } from 'pg';

/** A named SQL statement: PostgreSQL plans it once per connection. Names are unique across the API. */
export interface AnyStatement {
  readonly name: string;
  readonly text: string;
}

/** A statement whose rows and values PostgreSQL has described: see `statements.ts` of each feature. */
export interface TypedStatement<Row, Values extends readonly unknown[]> extends AnyStatement {
  /** Is never there: it carries the types. */
  readonly types?: { readonly row: Row; readonly values: Values };
}

/** The rows that a statement returns. */
export type RowOf<Declared> = Declared extends TypedStatement<infer Row, readonly unknown[]> ? Row : never;

/** The values that a statement takes. */
export type ValuesOf<Declared> = Declared extends TypedStatement<unknown, infer Values> ? Values : never;

/** What is sent along with a statement: nothing where it takes no values. */
export type SentValues<Values extends readonly unknown[]> = readonly [] extends Values
  ? [values?: Values]
  : [values: Values];

type Types = Record<string, { row: object; values: readonly unknown[] }>;

/** The types of a statement may be this where a column says more than PostgreSQL knows of it. */
export type Claim<Known, Claimed extends Known> = Claimed;

const declared = new Map<string, AnyStatement>();

/**
 * Declares statements whose types were generated. Throws if the name is taken, because two texts under one name
 * would be mixed up.
 */
export const statementsOf =
  <Known extends Types>() =>
  <Name extends keyof Known & string>(
    name: Name,
    text: string,
  ): TypedStatement<Known[Name]['row'], Known[Name]['values']> => {
    if (declared.has(name)) throw new Error(`Two statements are named ${name}`);
    declared.set(name, { name, text });
    return { name, text };
  };

/** A statement whose text is created at run time. The type of its rows is not checked. */
export const madeStatement = <Row>(text: string, name = ''): TypedStatement<Row, readonly unknown[]> => ({
  name,
  text,
});

/** What a statement returned, and how many rows it found or changed. */
export type Changed<Row> = Pick<QueryResult, 'rowCount'> & { readonly rows: Row[] };

/** Sends a statement on a connection. */
export const perform = async <Row, Values extends readonly unknown[]>(
  connection: Client | Pool,
  { name, text }: TypedStatement<Row, Values>,
  ...sending: SentValues<Values>
): Promise<Changed<Row>> => {
  const [values = []] = sending;
  const { rows, rowCount } =
    connection instanceof pg.Client
      ? await send(connection, { name, text }, values)
      : await connection.query({ name, text, values: [...values] });
  return { rows: rows as unknown[] as Row[], rowCount };
};

/**
 * Sends a statement on this connection. `pg` would copy a query that is given as an object, property by
 * property, which takes longer than to send it.
 */
export const send = async (
  client: Client,
  { name, text }: AnyStatement,
  values: readonly unknown[],
): Promise<QueryResult> => {
  const { promise, resolve, reject } = Promise.withResolvers<QueryResult>();
  const query = new pg.Query(text, [...values], (error, result) => {
    if (error) reject(error);
    else resolve(result as QueryResult);
  });
  client.query(Object.assign(query, { name }));
  try {
    return await promise;
  } catch (error) {
    // As `pg` does: the stack should name who asked, not the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
};

/** All that were declared so far. */
export const allStatements = (): Iterable<AnyStatement> => declared.values();
