import type { SqlFunction } from '../../platform/database/sql-function.ts';

/**
 * The database part of a participant, inside the calls of the sale: five SQL functions of its feature. The
 * wallets are already locked; their own locks follow, by id.
 */
export interface SalePart {
  /** Unique, lower-case letters and `_`; permanent, because it is stored with effects. */
  readonly name: string;
  /**
   * `(sales jsonb, locked boolean) returns jsonb`. `sales` is a list of `{ index, memberId, locationId,
   * purchasedAt, currency, asks }`. The result is an object from index to the input of `decide`, for sales in
   * which the participant has work; null if there are none. A preview is not `locked`.
   */
  readonly reads: string;
  /** `(rows jsonb) returns void`: writes the rows of its decisions. */
  readonly writes: string;
  /**
   * `(purchases uuid[]) returns jsonb`: an object from the id of a purchase to the input of `undo` and `redo`. It is
   * called after the locks of the wallets and purchases; null if it needs nothing.
   */
  readonly recalls: string;
  /** `(rows jsonb) returns void`: writes the rows of its undos. */
  readonly undoes: string;
  /**
   * `(rows jsonb) returns void`: writes the rows of effects that apply again. It never fails because of what others
   * got in the meantime.
   */
  readonly redoes: string;
}

/** A name that we put into the text of a function ourselves. */
const plainName = /^[a-z][a-z_0-9]*$/;

const assertPlain = (parts: readonly SalePart[]): void => {
  for (const { name, reads, writes, recalls, undoes, redoes } of parts)
    for (const each of [name, reads, writes, recalls, undoes, redoes])
      if (!plainName.test(each)) throw new Error(`${each} is no plain name of a SQL function`);
  if (new Set(parts.map(({ name }) => name)).size < parts.length) throw new Error('Two parts of a name');
};

type Step = 'writes' | 'undoes' | 'redoes';

const functionNames: Readonly<Record<Step, string>> = {
  writes: 'sale_parts_write',
  undoes: 'sale_parts_undo',
  redoes: 'sale_parts_redo',
};

const performed = (parts: readonly SalePart[], step: Step): string =>
  parts
    .map((part) => `if rows ? '${part.name}' then perform ${part[step]}(rows->'${part.name}'); end if;`)
    .join('\n  ');

/**
 * For features before `purchases`: on how many local days of a time a member bought something. `visits` counts them, with the
 * same arguments. It is a function of a later feature, which no `.sql` file of this one may call (ADR 24).
 */
export const visitFunction = (visits: string): SqlFunction => {
  if (!plainName.test(visits)) throw new Error(`${visits} is no plain name of a SQL function`);
  return {
    name: 'sale_visits',
    text: `
create or replace function sale_visits(member uuid, counts_from timestamptz, counts_until timestamptz, zone text)
returns bigint language sql stable as $$
  select ${visits}(member, counts_from, counts_until, zone)
$$`,
  };
};

/**
 * The functions that call the parts of all participants, in this order. Their text is built here and not looked
 * up at run time, so that PostgreSQL plans each call once.
 */
export const saleFunctions = (parts: readonly SalePart[]): SqlFunction[] => {
  assertPlain(parts);
  const read = parts.map(({ name, reads }) => `'${name}', ${reads}(sales, locked)`).join(', ');
  const recalled = parts.map(({ name, recalls }) => `'${name}', ${recalls}(purchases)`).join(', ');
  return [
    {
      name: 'sale_parts_read',
      text: `
create or replace function sale_parts_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile as $$
begin
  return jsonb_build_object(${read});
end $$`,
    },
    {
      name: 'sale_parts_recall',
      text: `
create or replace function sale_parts_recall(purchases uuid[]) returns jsonb language plpgsql volatile as $$
begin
  return jsonb_build_object(${recalled});
end $$`,
    },
    ...(['writes', 'undoes', 'redoes'] as const).map((step) => ({
      name: functionNames[step],
      text: `
create or replace function ${functionNames[step]}(rows jsonb) returns void language plpgsql volatile as $$
begin
  ${performed(parts, step)}
end $$`,
    })),
  ];
};
