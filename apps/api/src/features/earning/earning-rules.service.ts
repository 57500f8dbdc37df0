import { Injectable } from '@nestjs/common';
import {
  ruleTermsOf,
  type EarningRule,
  type listEarningRules,
  type QueryOf,
  type RuleContent,
} from '@regulars/contracts';
import {
  isOccasionEffect,
  lifeCycleOf,
  type EarningRule as EarningTerms,
  type Instant,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { withUnreadable, type ReadablePage } from '../../platform/http/readable.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import type { Wording } from '../club/index.ts';
import { EarningRulesRepository, type StoredRule } from './earning-rules.repository.ts';
import { PublicationsRepository, type StoredPublication } from './publications.repository.ts';
import { RuleReferences } from './rule-references.ts';
import { assertSound, termsOf, type RuleVersion } from './rule-terms.ts';

/** A rule whose name is not yet in one language. */
export type RuleRecord = Omit<EarningRule, 'name' | 'nameTexts'> & Pick<RuleContent, 'name'>;
interface PublishedAs extends Pick<EarningRule, 'fault'> {
  readonly terms: EarningTerms;
}
interface Standing {
  readonly cycle: ReturnType<typeof lifeCycleOf>;
  /** Undefined if no version is live. */
  readonly live: PublishedAs | undefined;
}
type Versions = Awaited<ReturnType<EarningRulesRepository['versions']>>;

/** Earning rules with versions: an edit creates the next version, `RulePublishing` makes it live. */
@Injectable()
export class EarningRulesService {
  constructor(
    private readonly rules: EarningRulesRepository,
    private readonly publications: PublicationsRepository,
    private readonly references: RuleReferences,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Newest first, unless the caller sorts otherwise; names in the reader's language. */
  async list(
    query: QueryOf<typeof listEarningRules>,
    wordOf: Wording['of'],
  ): Promise<ReadablePage<RuleRecord>> {
    const list = sortedPage(await this.#shown(await this.rules.all()), query, {
      by: {
        created: 'id',
        name: ({ name }) => wordOf(name),
        state: ({ state }) => state,
        from: ({ validFrom }) => validFrom,
        until: ({ validUntil }) => validUntil,
        updated: ({ updatedAt }) => updatedAt,
      },
      usual: 'created',
      usualOrder: 'desc',
      shows: ({ state }) => query.state === undefined || state === query.state,
    });
    const unreadable = await this.rules.unreadable();
    const standingOf = await this.#standing(unreadable);
    const others = unreadable.map((rule) => ({ ...rule, state: standingOf(rule).cycle.state }));
    return withUnreadable(
      list,
      query.cursor,
      others.filter(({ state }) => query.state === undefined || state === query.state),
    );
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<RuleRecord> {
    const stored = await this.rules.find(id);
    const [rule] = await this.#shown(stored ? [stored] : []);
    if (!rule) throw new ClubError('not-found');
    return rule;
  }

  /** Newest first. Throws `not-found`. */
  async versions(id: string): Promise<Versions> {
    await this.byId(id);
    return this.rules.versions(id);
  }

  /**
   * A rule that is not saved, to try it on sales. Throws as `create` does, with pointers below `/rule`, and
   * `rule-not-about-purchases`.
   */
  async termsOfDraft({ id, content }: Pick<RuleVersion, 'id' | 'content'>): Promise<EarningTerms> {
    await this.#check(content).catch((error: unknown) => {
      if (!(error instanceof ClubError) || !error.details.errors) throw error;
      const errors = error.details.errors.map((each) => ({ ...each, pointer: `/rule${each.pointer}` }));
      throw new ClubError(error.code, { ...error.details, errors });
    });
    if (isOccasionEffect(content.effect))
      throw ClubError.field('rule-not-about-purchases', '/rule/effect/kind', 'no sale earns by this rule');
    return termsOf({ id, version: 0, content });
  }

  /** Creates a draft. Throws `invalid-request` or `unknown-location` with pointers. */
  async create(actor: Actor, content: RuleContent): Promise<RuleRecord> {
    return this.transactions.run(async () => {
      await this.#check(content);
      const id = newId();
      const at = this.clock.date();
      await this.rules.insert(id, at);
      await this.rules.insertVersion({ ruleId: id, version: 1, content, createdBy: actor.name, at });
      const after = await this.byId(id);
      await this.#record(actor, 'earning-rule.created', undefined, after);
      return after;
    });
  }

  /**
   * Creates the next version. A live rule keeps its published version until the new one is published. Throws as
   * `create` does.
   */
  async change(
    actor: Actor,
    id: string,
    patch: Partial<RuleContent>,
    expectedVersion: number,
  ): Promise<RuleRecord> {
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

  /** Throws `not-found`, and `rule-not-publishable` for a fixed award that is larger than a budget of its location or the club. */
  async assertRoom(id: string): Promise<void> {
    const fault = await this.references.awardFault(await this.byId(id));
    if (fault) throw ClubError.field('rule-not-publishable', fault.pointer, fault.message);
  }

  async #shown(rules: readonly StoredRule[]): Promise<RuleRecord[]> {
    const standingOf = await this.#standing(rules);
    const now = this.clock.now();
    const standing = rules.map((rule) => {
      const { cycle, live } = standingOf(rule);
      const { scheduled, trial, ...state } = cycle;
      return {
        rule: {
          ...rule,
          ...state,
          fault: live?.fault ?? null,
          scheduled: scheduled && { version: scheduled.version, from: toInstant(scheduled.from) },
          trial: trial && {
            version: trial.version,
            share: trial.share,
            from: toInstant(trial.from ?? now),
          },
        },
        // Sales use the budget of the live version, whatever the draft says.
        budget: live ? (live.terms.budget ?? null) : rule.budget,
        ends: live ? live.terms.validity.until : endOf(rule),
      };
    });
    const usedOf = await this.rules.budgetsUsed(
      standing.map(({ rule: { id }, budget, ends }) => ({ id, budget, ends })),
    );
    return standing.map(({ rule }) => ({ ...rule, ...usedOf(rule.id) }));
  }

  /** The state of each rule, and its live version. */
  async #standing(
    rules: readonly Pick<StoredRule, 'id'>[],
  ): Promise<(rule: Pick<StoredRule, 'id'>) => Standing> {
    const publications = await this.publications.ofRules(rules.map(({ id }) => id));
    const publishedAs = await this.#published([...publications.values()].flat());
    const now = this.clock.now();
    return ({ id }) => {
      const made = publications.get(id) ?? [];
      const valid = made.map((one) => ({
        ...one,
        validity: publishedAs(one)?.terms.validity ?? { from: null, until: null },
      }));
      const cycle = lifeCycleOf(valid, now);
      const live = made.find(({ version }) => version === cycle.liveVersion);
      return { cycle, live: live && publishedAs(live) };
    };
  }

  async #published(
    publications: readonly StoredPublication[],
  ): Promise<(publication: StoredPublication) => PublishedAs | undefined> {
    const references = publications.map(({ ruleId: id, version }) => ({ id, version }));
    const versions = await this.rules.byReferences(references);
    const known = new Map(
      versions.map((each) => [
        `${each.id}:${each.version}`,
        { terms: termsOf(each), fault: this.rules.faultOf(each) },
      ]),
    );
    return ({ ruleId, version }) => known.get(`${ruleId}:${version}`);
  }

  async #check(content: RuleContent): Promise<void> {
    assertSound(content);
    await this.references.assertKnown(content);
    const fault = await this.references.awardFault(content);
    if (fault) throw ClubError.field('invalid-request', fault.pointer, fault.message);
  }

  async #record(
    actor: Actor,
    action: string,
    before: RuleRecord | undefined,
    after: RuleRecord,
  ): Promise<void> {
    const subject = { type: 'earning-rule', id: after.id };
    await this.audit.record(actor, {
      action,
      subject,
      before: before && decidedOf(before),
      after: decidedOf(after),
    });
  }
}

/** What staff decided, for the audit trail: sales change what is used of a budget. */
export const decidedOf = ({ budgetUsed: _, budgetOutlook: __, fault: ___, ...decided }: RuleRecord): object =>
  decided;

const endOf = ({ validUntil }: StoredRule): Instant | null =>
  validUntil === null ? null : Date.parse(validUntil);

const contentOf = (rule: RuleRecord): RuleContent => ({ ...ruleTermsOf(rule), name: rule.name });
