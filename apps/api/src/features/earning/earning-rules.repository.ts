import { Injectable } from '@nestjs/common';
import type { EarningRule, RuleContent } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { RuleReference, RuleVersion } from './rule-terms.ts';

interface RuleRow {
  id: string;
  version: number;
  updated_at: Date;
  content: RuleContent;
}
interface VersionRow {
  version: number;
  content: RuleContent;
  created_at: Date;
  created_by: string | null;
}

const columns = 'r.id, r.version, r.updated_at, v.content';
const newest = 'earning_rules r join earning_rule_versions v on v.rule_id = r.id and v.version = r.version';
const list = statement(
  'earning-rule-list',
  `select ${columns} from ${newest} where $1::uuid is null or r.id < $1 order by r.id desc limit $2`,
);
const find = statement('earning-rule-find', `select ${columns} from ${newest} where r.id = $1`);
const versions = statement(
  'earning-rule-versions',
  'select version, content, created_at, created_by from earning_rule_versions where rule_id = $1 order by version desc',
);
const byReferences = statement(
  'earning-rule-by-references',
  `select v.rule_id as id, v.version, v.content from unnest($1::uuid[], $2::int[]) as asked(id, version)
   join earning_rule_versions v on v.rule_id = asked.id and v.version = asked.version`,
);
const insert = statement('earning-rule-insert', 'insert into earning_rules (id, updated_at) values ($1, $2)');
const insertVersion = statement(
  'earning-rule-insert-version',
  'insert into earning_rule_versions (rule_id, version, content, created_at, created_by) values ($1, $2, $3, $4, $5)',
);
const advance = statement(
  'earning-rule-advance',
  'update earning_rules set version = version + 1, updated_at = $3 where id = $1 and version = $2 returning version',
);

/** A rule and its newest version. Its publications decide what is live. */
export type StoredRule = RuleContent & Pick<EarningRule, 'id' | 'version' | 'updatedAt'>;

export interface NewVersion {
  readonly ruleId: string;
  readonly version: number;
  readonly content: RuleContent;
  readonly createdBy: string;
  readonly at: Date;
}

const namesStatement = statement(
  'earning-rule-names',
  `select r.id, v.content->'name' as name from ${newest} where r.id = any($1::uuid[])`,
);

@Injectable()
export class EarningRulesRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('earning-rule', namesStatement);
  }

  async list(before: string | number | null, limit: number): Promise<StoredRule[]> {
    return (await this.transactions.query<RuleRow>(list, [before, limit])).map(show);
  }

  async find(id: string): Promise<StoredRule | undefined> {
    const [row] = await this.transactions.query<RuleRow>(find, [id]);
    return row && show(row);
  }

  async versions(
    id: string,
  ): Promise<(RuleContent & { version: number; createdAt: string; createdBy: string | null })[]> {
    const rows = await this.transactions.query<VersionRow>(versions, [id]);
    return rows.map(({ version, content, created_at, created_by }) => ({
      ...content,
      version,
      createdAt: toInstant(created_at),
      createdBy: created_by,
    }));
  }

  async byReferences(references: readonly RuleReference[]): Promise<RuleVersion[]> {
    const ids = references.map(({ id }) => id);
    const versions = references.map(({ version }) => version);
    return this.transactions.query<RuleVersion & { id: string }>(byReferences, [ids, versions]);
  }

  async insert(id: string, at: Date): Promise<void> {
    await this.transactions.query(insert, [id, at]);
  }

  async insertVersion({ ruleId, version, content, at, createdBy }: NewVersion): Promise<void> {
    await this.transactions.query(insertVersion, [ruleId, version, JSON.stringify(content), at, createdBy]);
  }

  /** The number of the next version, or undefined if the rule no longer has this one. */
  async advance(id: string, version: number, at: Date): Promise<number | undefined> {
    return (await this.transactions.query<{ version: number }>(advance, [id, version, at]))[0]?.version;
  }
}

const show = ({ content, updated_at, ...row }: RuleRow): StoredRule => ({
  ...content,
  ...row,
  updatedAt: toInstant(updated_at),
});
