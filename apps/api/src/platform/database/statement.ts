/** A named SQL statement: PostgreSQL plans it once per connection. Names are unique across the API. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const names = new Set<string>();

/**
 * Declares a named statement. Throws if the name is taken, because two texts under one name would be mixed up.
 */
export const statement = (name: string, text: string): Statement => {
  if (names.has(name)) throw new Error(`Two statements are named ${name}`);
  names.add(name);
  return { name, text };
};
