import { toSql, type Condition } from '@regulars/conditions';
import { localDateOf } from '@regulars/loyalty';
import { ClubSettings } from '../../../apps/api/src/features/club/index.ts';
import { schemaOfConditions } from '../../../apps/api/src/schema-of-conditions.ts';
import type { TestApp } from '../app.ts';
import { rowsOf } from '../rows.ts';

/** The answers of the database about a member at a moment, in the order of the conditions. */
export const memberAnswers = async (
  api: TestApp,
  memberId: string,
  conditions: readonly Condition[],
  at: string,
): Promise<boolean[]> => {
  const { timeZone: zone, reportingCurrency } = await api.app.get(ClubSettings).current();
  const now = Date.parse(at);
  const today = localDateOf(now, zone).toString();
  return Promise.all(
    conditions.map(async (condition) => {
      const { joins, text, values } = toSql(
        condition,
        { context: 'member', row: 'm', first: 2 },
        schemaOfConditions,
        { now, today, zone, reportingCurrency },
      );
      const [row] = await rowsOf<{ held: boolean }>(
        api,
        `select ${text} as held from members m ${joins} where m.id = $1`,
        [memberId, ...values],
      );
      return row?.held ?? false;
    }),
  );
};
