import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  createEarningRule,
  EarningRule,
  RuleContent,
  updateEarningRule,
} from '@regulars/contracts';
import { instantOf } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Locations } from '../club/index.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { LiveRules } from './live-rules.ts';
import { assertSound } from './rule-terms.ts';

export type NewEarningRule = BodyOf<typeof createEarningRule>;
type Versions = Awaited<ReturnType<EarningRulesRepository['versions']>>;

/** What earns points, as values with versions: an edit writes the next one, publishing makes it post. */
@Injectable()
export class EarningRulesService {
  constructor(
    private readonly rules: EarningRulesRepository,
    private readonly liveRules: LiveRules,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async list(query: PageQuery): Promise<Page<EarningRule>> {
    const before = readCursor(query.cursor, 'id')?.[0] ?? null;
    const rows = await this.rules.list(before, query.limit + 1);
    return page(
      rows,
      query.limit,
      (rule) => rule,
      ({ id }) => [id],
    );
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<EarningRule> {
    return this.#orNotFound(await this.rules.find(id));
  }

  /** Newest first. Throws `not-found`. */
  async versions(id: string): Promise<Versions> {
    await this.byId(id);
    return this.rules.versions(id);
  }

  /** A draft. Throws `invalid-request` or `unknown-location` with pointers. */
  async create(actor: Actor, content: NewEarningRule): Promise<EarningRule> {
    await this.#check(content);
    return this.transactions.run(async () => {
      const id = newId();
      const at = this.clock.date();
      await this.rules.insert(id, at);
      await this.rules.insertVersion({ ruleId: id, version: 1, content, createdBy: actor.name, at });
      const after = await this.byId(id);
      await this.#record(actor, 'earning-rule.created', undefined, after);
      return after;
    });
  }

  /** Writes the next version; a live rule posts by its old one until published. Throws as `create` does. */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateEarningRule>,
    expectedVersion: number,
  ): Promise<EarningRule> {
    return this.transactions.run(async () => {
      const before = await this.byId(id);
      const content = { ...contentOf(before), ...patch };
      await this.#check(content);
      const at = this.clock.date();
      const version = await this.rules.advance(id, expectedVersion, at);
      if (version === undefined) throw new ClubError('version-changed');
      await this.rules.insertVersion({ ruleId: id, version, content, createdBy: actor.name, at });
      const after = await this.byId(id);
      await this.#record(actor, 'earning-rule.changed', before, after);
      return after;
    });
  }

  /** From now on the newest version posts. Throws `rule-not-publishable` when its time is over. */
  async publish(actor: Actor, id: string): Promise<EarningRule> {
    return this.#change(actor, id, 'earning-rule.published', (rule) => {
      if (rule.state === 'live' && rule.liveVersion === rule.version) return null;
      if (rule.validUntil !== null && instantOf(rule.validUntil) <= this.clock.now())
        throw ClubError.field('rule-not-publishable', '/validUntil', 'its time is over');
      return { state: 'live', liveVersion: rule.version };
    });
  }

  /** No version posts until the rule is published again. A rule that is not live stays as it is. */
  async pause(actor: Actor, id: string): Promise<EarningRule> {
    return this.#change(actor, id, 'earning-rule.paused', (rule) =>
      rule.state === 'live' ? { state: 'paused', liveVersion: null } : null,
    );
  }

  async #change(
    actor: Actor,
    id: string,
    event: 'earning-rule.published' | 'earning-rule.paused',
    decide: (rule: EarningRule) => Pick<EarningRule, 'state' | 'liveVersion'> | null,
  ): Promise<EarningRule> {
    return this.transactions.run(async () => {
      const before = this.#orNotFound(await this.rules.findLocked(id));
      const next = decide(before);
      if (!next) return before;
      await this.rules.setState(id, next.state, next.liveVersion, this.clock.date());
      const after = await this.byId(id);
      await this.#record(actor, event, before, after);
      const data = { ruleId: id, version: after.version, name: after.name };
      await this.outbox.append([{ name: event, memberId: null, data }]);
      this.liveRules.forget();
      return after;
    });
  }

  async #check(content: RuleContent): Promise<void> {
    assertSound(content);
    for (const [index, id] of content.locations.entries()) {
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'no such location');
    }
  }

  async #record(
    actor: Actor,
    action: string,
    before: EarningRule | undefined,
    after: EarningRule,
  ): Promise<void> {
    const subject = { type: 'earning-rule', id: after.id };
    await this.audit.record(actor, { action, subject, before, after });
  }

  #orNotFound(rule: EarningRule | undefined): EarningRule {
    if (!rule) throw new ClubError('not-found');
    return rule;
  }
}

const contentOf = (rule: EarningRule): RuleContent => {
  const { name, effect, validFrom, validUntil, locations, caps, countsTowardsStatus } = rule;
  return { name, effect, validFrom, validUntil, locations, caps, countsTowardsStatus };
};
