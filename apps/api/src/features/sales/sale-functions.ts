import type { SqlFunction } from '../../platform/database/sql-function.ts';

/**
 * The part of a participant that runs in the database, inside the calls of the sale. All three are SQL functions of its
 * feature. The wallets are locked already; what they lock comes after them, by id.
 */
export interface SalePart {
  /** Unique, lower-case letters and `_`; lasting, as it is stored with effects. */
  readonly name: string;
  /**
   * `(sales jsonb, locked boolean) returns jsonb`. `sales` is a list of `{ index, memberId, locationId, purchasedAt,
   * currency, asks }`. The answer is an object from index to whatever `decide` needs, for the sales in which the participant
   * has something to do; null where there are none. A preview is not `locked`.
   */
  readonly reads: string;
  /** `(rows jsonb) returns void`: the rows of its decisions. */
  readonly writes: string;
  /** `(rows jsonb) returns void`: the rows of its undoings. */
  readonly undoes: string;
}

/** A name that we write ourselves into the text of a function. */
const plainName = /^[a-z][a-z_0-9]*$/;

const assertPlain = (parts: readonly SalePart[]): void => {
  for (const { name, reads, writes, undoes } of parts)
    for (const each of [name, reads, writes, undoes])
      if (!plainName.test(each)) throw new Error(`${each} is no plain name of a SQL function`);
  if (new Set(parts.map(({ name }) => name)).size < parts.length) throw new Error('Two parts of a name');
};

const performed = (parts: readonly SalePart[], deed: 'writes' | 'undoes'): string =>
  parts
    .map((part) => `if rows ? '${part.name}' then perform ${part[deed]}(rows->'${part.name}'); end if;`)
    .join('\n  ');

/**
 * The functions that call the parts of all participants, in this order. Their text is made here, not looked up when they
 * run, so that PostgreSQL plans each call once.
 */
export const saleFunctions = (parts: readonly SalePart[]): SqlFunction[] => {
  assertPlain(parts);
  const read = parts.map(({ name, reads }) => `'${name}', ${reads}(sales, locked)`).join(', ');
  return [
    {
      name: 'sale_parts_read',
      text: `
create or replace function sale_parts_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile as $$
begin
  return jsonb_build_object(${read});
end $$`,
    },
    ...(['writes', 'undoes'] as const).map((deed) => ({
      name: deed === 'writes' ? 'sale_parts_write' : 'sale_parts_undo',
      text: `
create or replace function ${deed === 'writes' ? 'sale_parts_write' : 'sale_parts_undo'}(rows jsonb) returns void language plpgsql volatile as $$
begin
  ${performed(parts, deed)}
end $$`,
    })),
  ];
};
