import { Injectable } from '@nestjs/common';
import type { EarningRule, RuleContent, Texts } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { toInstant } from '../../platform/clock.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { EarningRuleVersionEntity } from './entities/earning-rule-version.entity.ts';
import { EarningRuleEntity } from './entities/earning-rule.entity.ts';
import { RuleBudgets } from './rule-budgets.ts';
import { RuleFailures } from './rule-failures.ts';
import { isReadable, nameOf, unknownPartOf, type RuleReference, type RuleVersion } from './rule-terms.ts';
import { statement } from './statements.ts';

const columns = 'r.id, r.version, r.updated_at, v.content';
const newest = 'earning_rules r join earning_rule_versions v on v.rule_id = r.id and v.version = r.version';
const list = statement('earning-rule-list', `select ${columns} from ${newest}`);
const find = statement('earning-rule-find', `select ${columns} from ${newest} where r.id = $1`);
const byReferences = statement(
  'earning-rule-by-references',
  `select v.rule_id as id, v.version, v.content from unnest($1::uuid[], $2::int[]) as asked(id, version)
   join earning_rule_versions v on v.rule_id = asked.id and v.version = asked.version`,
);

/** A rule and its newest version. Its publications decide what is live. */
export type StoredRule = RuleContent & Pick<EarningRule, 'id' | 'version' | 'updatedAt'>;

/** A newer version of the software stored its newest version. */
export type UnreadableRule = Pick<StoredRule, 'id' | 'version'> & { readonly name: Texts | null };

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
    private readonly budgets: RuleBudgets,
    private readonly failures: RuleFailures,
    names: Names,
  ) {
    names.register('earning-rule', namesStatement);
  }

  /** Without those that this version of the software cannot read, so that the others can be shown. */
  async all(): Promise<StoredRule[]> {
    return (await this.transactions.query(list)).filter(({ content }) => isReadable(content)).map(show);
  }

  /** Those that `all` leaves out, the newest first. */
  async unreadable(): Promise<UnreadableRule[]> {
    return (await this.transactions.query(list))
      .filter(({ content }) => !isReadable(content))
      .map(({ id, version, content }) => ({ id, version, name: nameOf(content) }))
      .sort((one, other) => (one.id > other.id ? -1 : 1));
  }

  async find(id: string): Promise<StoredRule | undefined> {
    const [row] = await this.transactions.query(find, [id]);
    return row && isReadable(row.content) ? show(row) : undefined;
  }

  /** Those that this version of the software can read. */
  async versions(
    id: string,
  ): Promise<(RuleContent & { version: number; createdAt: string; createdBy: string | null })[]> {
    const rows = await this.#versions.find({ where: { ruleId: id }, order: { version: 'desc' } });
    const readable = rows.filter(({ content }) => isReadable(content));
    return readable.map(({ version, content, createdAt, createdBy }) => ({
      ...wholeOf(content),
      version,
      createdAt: toInstant(createdAt),
      createdBy,
    }));
  }

  async byReferences(references: readonly RuleReference[]): Promise<RuleVersion[]> {
    const ids = references.map(({ id }) => id);
    const versions = references.map(({ version }) => version);
    return this.transactions.query(byReferences, [ids, versions]);
  }

  /** What these budgets have given in their current periods, by rule. */
  budgetsUsed(rules: Parameters<RuleBudgets['usedNow']>[0]): ReturnType<RuleBudgets['usedNow']> {
    return this.budgets.usedNow(rules);
  }

  /** Why this version gives nothing; null as far as this process knows. */
  faultOf({ id, version, content }: RuleVersion): EarningRule['fault'] {
    return unknownPartOf(content) === null ? this.failures.faultOf({ id, version }) : 'unreadable';
  }

  async insert(id: string, at: Date): Promise<void> {
    await this.#rules.insert({ id, updatedAt: at });
  }

  async insertVersion({ ruleId, version, content, at, createdBy }: NewVersion): Promise<void> {
    await this.#versions.insert({ ruleId, version, content, createdAt: at, createdBy });
  }

  /** The number of the next version, or undefined if the rule no longer has this one. */
  async advance(id: string, version: number, at: Date): Promise<number | undefined> {
    return (await change(this.#rules, { id, version }, { updatedAt: at }))?.version;
  }

  get #rules(): Repository<EarningRuleEntity> {
    return this.transactions.entities(EarningRuleEntity);
  }

  get #versions(): Repository<EarningRuleVersionEntity> {
    return this.transactions.entities(EarningRuleVersionEntity);
  }
}

const show = ({ content, updated_at, ...row }: RowOf<typeof find>): StoredRule => ({
  ...wholeOf(content),
  ...row,
  updatedAt: toInstant(updated_at),
});

/** Versions from before rules had conditions hold always, their points lived as the club's and were added. */
const wholeOf = (content: RuleContent): RuleContent => ({
  ...content,
  when: content.when ?? null,
  expiresAfter: content.expiresAfter ?? null,
  stacking: content.stacking ?? null,
  budget: content.budget ?? null,
});
