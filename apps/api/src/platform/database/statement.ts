/** A named SQL statement: PostgreSQL plans it once per connection. Names are unique across the API. */
export interface AnyStatement {
  readonly name: string;
  readonly text: string;
}

/** A statement whose rows the caller describes. */
export interface Statement extends AnyStatement {
  readonly types?: undefined;
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
export type SentValues<Values extends readonly unknown[]> = Values extends readonly []
  ? [values?: Values]
  : [values: Values];

type Types = Record<string, { row: object; values: readonly unknown[] }>;

/** The types of a statement may be this where a column says more than PostgreSQL knows of it. */
export type Claim<Known, Claimed extends Known> = Claimed;

const declared = new Map<string, AnyStatement>();

/**
 * Declares a named statement. Throws if the name is taken, because two texts under one name would be mixed up.
 */
export const statement = (name: string, text: string): Statement => {
  if (declared.has(name)) throw new Error(`Two statements are named ${name}`);
  declared.set(name, { name, text });
  return { name, text };
};

/** Declares statements whose types were generated. */
export const statementsOf =
  <Known extends Types>() =>
  <Name extends keyof Known & string>(
    name: Name,
    text: string,
  ): TypedStatement<Known[Name]['row'], Known[Name]['values']> => ({
    ...statement(name, text),
    types: undefined,
  });

/** All that were declared so far. */
export const allStatements = (): Iterable<AnyStatement> => declared.values();
