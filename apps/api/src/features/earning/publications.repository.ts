import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import type { Instant, Publication } from '@regulars/loyalty';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { RuleVersion } from './rule-terms.ts';

interface PublicationRow {
  id: string;
  rule_id: string;
  version: number;
  live_from: Date | null;
  live_until: Date | null;
  published_at: Date | null;
  published_by: string | null;
  closed_at: Date | null;
  closed_by: string | null;
}

/** A publication of a rule, with its author and who ended it. */
export interface StoredPublication extends Publication {
  readonly id: string;
  readonly ruleId: string;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
}
export interface PublishedVersion extends Publication {
  readonly terms: RuleVersion;
}
export interface Made {
  readonly at: Date;
  readonly by: string;
}

const ofRules = statement(
  'rule-publication-of-rules',
  'select * from rule_publications where rule_id = any($1) order by id',
);
const all = statement(
  'rule-publication-all',
  `select p.rule_id, p.version, p.live_from, p.live_until, v.content from rule_publications p
   join earning_rule_versions v on v.rule_id = p.rule_id and v.version = p.version order by p.rule_id, p.id`,
);
const lock = statement('rule-publication-lock', 'select from earning_rules where id = $1 for update');
const insert = statement(
  'rule-publication-insert',
  `insert into rule_publications (rule_id, version, live_from, published_at, published_by) values ($1, $2, $3, $4, $5)`,
);
const close = statement(
  'rule-publication-close',
  'update rule_publications set live_until = $2, closed_at = $3, closed_by = $4 where id = $1',
);

/** When each version of a rule was published, in order of creation. */
@Injectable()
export class PublicationsRepository {
  constructor(private readonly transactions: Transactions) {}

  async of(ruleId: string): Promise<readonly StoredPublication[]> {
    return (await this.ofRules([ruleId])).get(ruleId) ?? [];
  }

  /** By the id of the rule. */
  async ofRules(ruleIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoredPublication[]>> {
    const rows = await this.transactions.query<PublicationRow>(ofRules, [ruleIds]);
    return Map.groupBy(rows.map(read), ({ ruleId }) => ruleId);
  }

  /** Publications of all rules with their content, rule by rule, the oldest rule first. */
  async all(): Promise<readonly (readonly PublishedVersion[])[]> {
    type Row = PublicationRow & { content: RuleContent };
    const rows = await this.transactions.query<Row>(all);
    const published = rows.map((row) => ({
      ...timesOf(row),
      terms: { id: row.rule_id, version: row.version, content: row.content },
    }));
    return [...Map.groupBy(published, ({ terms }) => terms.id).values()];
  }

  /**
   * Publishing and pausing a rule require this lock, so that publications are in the order of the decisions.
   */
  async lock(ruleId: string): Promise<void> {
    await this.transactions.query(lock, [ruleId]);
  }

  async insert(ruleId: string, version: number, from: Instant | null, { at, by }: Made): Promise<void> {
    const begins = from === null ? null : new Date(from);
    await this.transactions.query(insert, [ruleId, version, begins, at, by]);
  }

  async close(id: string, until: Instant, { at, by }: Made): Promise<void> {
    await this.transactions.query(close, [id, new Date(until), at, by]);
  }
}

const timesOf = ({ version, live_from, live_until }: PublicationRow): Publication => ({
  version,
  from: live_from && live_from.getTime(),
  until: live_until && live_until.getTime(),
});

const read = (row: PublicationRow): StoredPublication => ({
  ...timesOf(row),
  id: row.id,
  ruleId: row.rule_id,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
});
