import { Inject, Injectable } from '@nestjs/common';
import { toSql, type Condition, type Schema, type SqlCondition } from '@regulars/conditions';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { activeMembers } from '../members/index.ts';
import { conditionSchema } from './condition-schema.ts';

export type AudienceMoment = Parameters<typeof toSql>[3];

/** Conditions about members in SQL, whose text is made of each condition. */
@Injectable()
export class AudiencesRepository {
  constructor(
    private readonly transactions: Transactions,
    @Inject(conditionSchema) private readonly schema: Schema,
  ) {}

  async holds(
    memberId: string,
    conditions: readonly Condition[],
    moment: AudienceMoment,
  ): Promise<readonly boolean[]> {
    const values: unknown[] = [memberId];
    const asked = conditions.map((condition) => {
      const { joins, text, values: more } = this.#sql(condition, values.length + 1, moment);
      values.push(...more);
      return `(select ${text} from (select m.*) m ${joins})`;
    });
    const text = `select array[${asked.join(', ')}] as held from (select m.* from ${activeMembers('m')} and m.id = $1) m`;
    const [row] = await this.transactions.query(madeStatement<{ held: readonly boolean[] }>(text), values);
    return row?.held ?? conditions.map(() => false);
  }

  /** Null for all. */
  async count(condition: Condition | null, moment: AudienceMoment): Promise<number> {
    const { joins, text, values } = condition
      ? this.#sql(condition, 1, moment, true)
      : { joins: '', text: 'true', values: [] };
    const from = `(select m.* from ${activeMembers('m')}) m ${joins}`;
    const statement = madeStatement<{ members: number }>(
      `select count(*) as members from ${from} where ${text}`,
    );
    const [row] = await this.transactions.query(statement, values);
    return row?.members ?? 0;
  }

  /** By their ids; null for all. */
  async members(
    condition: Condition | null,
    after: string | null,
    most: number,
    moment: AudienceMoment,
  ): Promise<string[]> {
    const { joins, text, values } = condition
      ? this.#sql(condition, 3, moment)
      : { joins: '', text: 'true', values: [] };
    const from = `(select m.* from ${activeMembers('m')} and ($1::uuid is null or m.id > $1)) m ${joins}`;
    const statement = madeStatement<{ id: string }>(
      `select m.id from ${from} where ${text} order by m.id limit $2::int`,
    );
    return (await this.transactions.query(statement, [after, most, ...values])).map(({ id }) => id);
  }

  #sql(condition: Condition, first: number, moment: AudienceMoment, everyone = false): SqlCondition {
    return toSql(condition, { context: 'member', row: 'm', first, everyone }, this.schema, moment);
  }
}
