import { Injectable } from '@nestjs/common';
import type { Instant, Publication } from '@regulars/loyalty';
import { In, type Repository } from 'typeorm';
import { Transactions } from '../../platform/database/transactions.ts';
import { EarningRuleEntity } from './entities/earning-rule.entity.ts';
import { RulePublicationEntity } from './entities/rule-publication.entity.ts';
import type { RuleVersion } from './rule-terms.ts';
import { statement } from './statements.ts';

/** A publication of a rule, with its author and who ended it. */
export interface StoredPublication extends Publication {
  readonly id: number;
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

const all = statement(
  'rule-publication-all',
  `select p.rule_id, p.version, p.share, p.live_from, p.live_until, v.content from rule_publications p
   join earning_rule_versions v on v.rule_id = p.rule_id and v.version = p.version order by p.rule_id, p.id`,
);

const lockAll = statement(
  'rule-publications-lock',
  `select pg_advisory_xact_lock(hashtextextended('live-rules', 0))::text as locked`,
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
    const rows = await this.#rows.find({ where: { ruleId: In(ruleIds) }, order: { id: 'asc' } });
    return Map.groupBy(rows.map(read), ({ ruleId }) => ruleId);
  }

  /** Publications of all rules with their content, rule by rule, the oldest rule first. */
  async all(): Promise<readonly (readonly PublishedVersion[])[]> {
    const rows = await this.transactions.query(all);
    const published = rows.map(({ rule_id: id, version, share, live_from, live_until, content }) => ({
      ...timesOf({ version, share, liveFrom: live_from, liveUntil: live_until }),
      terms: { id, version, content },
    }));
    return [...Map.groupBy(published, ({ terms }) => terms.id).values()];
  }

  /**
   * Publishing and pausing a rule require this lock, so that publications are in the order of the decisions.
   */
  async lock(ruleId: string): Promise<void> {
    const rules = this.transactions.entities(EarningRuleEntity);
    await rules.findOne({ where: { id: ruleId }, lock: { mode: 'pessimistic_write' } });
  }

  /** After `lock`: what all live rules are together must not change while one is published. */
  async lockAll(): Promise<void> {
    await this.transactions.query(lockAll);
  }

  async insert(
    ruleId: string,
    { version, share, from }: Omit<Publication, 'until'>,
    { at, by }: Made,
  ): Promise<void> {
    const liveFrom = from === null ? null : new Date(from);
    await this.#rows.insert({
      ruleId,
      version,
      share: share ?? null,
      liveFrom,
      publishedAt: at,
      publishedBy: by,
    });
  }

  async close(id: number, until: Instant, { at, by }: Made): Promise<void> {
    await this.#rows.update({ id }, { liveUntil: new Date(until), closedAt: at, closedBy: by });
  }

  get #rows(): Repository<RulePublicationEntity> {
    return this.transactions.entities(RulePublicationEntity);
  }
}

const timesOf = ({
  version,
  share,
  liveFrom,
  liveUntil,
}: Pick<RulePublicationEntity, 'version' | 'share' | 'liveFrom' | 'liveUntil'>): Publication => ({
  version,
  share,
  from: liveFrom && liveFrom.getTime(),
  until: liveUntil && liveUntil.getTime(),
});

const read = (row: RulePublicationEntity): StoredPublication => ({
  ...timesOf(row),
  id: row.id,
  ruleId: row.ruleId,
  publishedAt: row.publishedAt,
  publishedBy: row.publishedBy,
  closedAt: row.closedAt,
  closedBy: row.closedBy,
});
