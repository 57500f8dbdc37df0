import type { SqlFunction } from '../../platform/database/sql-function.ts';

/** A name that we put into the text of a function ourselves. */
const plainName = /^[a-z][a-z_0-9]*$/;

/**
 * `discount_limits` finds a discount of any sort, with its version, its limits and its budget. It calls functions of later features, one for
 * each sort, which no `.sql` file of this one may call (ADR 24).
 */
export const discountLimits = (functions: readonly string[]): SqlFunction => {
  for (const each of functions)
    if (!plainName.test(each)) throw new Error(`${each} is no plain name of a SQL function`);
  return {
    name: 'discount_limits',
    text: `
create or replace function discount_limits(discount uuid) returns table (id uuid, version int, limits jsonb, budget jsonb) language sql stable as $$
  ${functions.map((each) => `select l.id, l.version, l.limits, l.budget from ${each}(discount) l`).join(' union all ')}
$$`,
  };
};
