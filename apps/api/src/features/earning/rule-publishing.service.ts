import { Injectable } from '@nestjs/common';
import type { EventDataOf, RulePublication } from '@regulars/contracts';
import {
  endTrial,
  instantOf,
  openTrial,
  pausePublications,
  publishVersion,
  spansOf,
  trialsOf,
  withdrawScheduled,
  type Closing,
  type Instant,
  type Publication,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { EarningRulesService, type RuleRecord } from './earning-rules.service.ts';
import { PublicationChanges, type RuleEvent } from './publication-changes.ts';
import { PublicationsRepository, type StoredPublication } from './publications.repository.ts';
import { RuleRoom } from './rule-room.ts';
import { conditionErrors } from './rule-terms.ts';
import { publishForAll, publishToShare } from './trial-publications.ts';

type Publications = readonly StoredPublication[];

export interface WantedPublication {
  readonly from?: string | undefined;
  /** Percent of the members; for all without it. */
  readonly share?: number | undefined;
}

export type TrialEnd = EventDataOf<'earning-rule.trial-ended'>['for'];

/** What a change does to the publications of a rule; null if nothing. */
interface Change {
  /** The version from then on; null: from the start of its validity. */
  readonly published?: Omit<Publication, 'until'>;
  readonly closed: readonly Closing<StoredPublication>[];
  readonly tell: (rule: EventDataOf<'earning-rule.withdrawn'>) => RuleEvent;
}

/** Publishes and pauses rules, now or at another time. Posted purchases keep their points. */
@Injectable()
export class RulePublishing {
  constructor(
    private readonly rules: EarningRulesService,
    private readonly publications: PublicationsRepository,
    private readonly room: RuleRoom,
    private readonly changes: PublicationChanges,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Latest first. Throws `not-found`. */
  async list(id: string): Promise<RulePublication[]> {
    await this.rules.byId(id);
    const publications = await this.publications.of(id);
    const spans = Map.groupBy(spansOf(publications), ({ publication }) => publication);
    return publications
      .map((publication) => ({
        ...shown(publication),
        publishedAt: publication.publishedAt && toInstant(publication.publishedAt),
        publishedBy: publication.publishedBy,
        closedAt: publication.closedAt && toInstant(publication.closedAt),
        closedBy: publication.closedBy,
        version: publication.version,
        share: publication.share ?? null,
        holds: (spans.get(publication) ?? trialTimes(publication)).map(shown),
      }))
      .toReversed();
  }

  /**
   * Publishes the newest version from then on, or from now on without a time. The first publication of a rule
   * also covers the past. With a share it is a trial. Throws `rule-not-publishable` if the rule's validity is over by
   * then, if this version of the software does not know its condition, if its award is larger than a budget, or if it can
   * be in no trial; `rule-in-trial` if another trial must end first; `too-much-work` if a purchase would wait too long.
   */
  async publish(actor: Actor, id: string, wanted: WantedPublication = {}): Promise<RuleRecord> {
    await this.rules.assertRoom(id);
    return this.#change(actor, id, (rule, publications) => this.#publication(rule, publications, wanted));
  }

  /**
   * Whether publishing would change something. Throws as `publish` does, and publishes nothing. Nobody else can change
   * the rule before the transaction ends.
   */
  async check(id: string, wanted: WantedPublication = {}): Promise<{ rule: RuleRecord; changes: boolean }> {
    await this.publications.lock(id);
    await this.rules.assertRoom(id);
    const rule = await this.rules.byId(id);
    const publications = await this.publications.of(id);
    const change = this.#publication(rule, publications, wanted);
    if (change) await this.room.assertRoom(rule, publicationsAfter(publications, change));
    return { rule, changes: change !== null };
  }

  #publication(
    rule: RuleRecord,
    publications: Publications,
    { from, share }: WantedPublication,
  ): Change | null {
    const { version, validUntil } = rule;
    // A newer version of the software may have stored more than this one knows.
    const [fault] = conditionErrors(rule);
    if (fault) throw ClubError.field('rule-not-publishable', fault.pointer, fault.message);
    const wanted = {
      version,
      now: this.clock.now(),
      ...(from === undefined ? {} : { from: instantOf(from) }),
    };
    const published =
      share === undefined
        ? publishForAll(publications, wanted)
        : publishToShare(rule, publications, { ...wanted, share });
    if (!published) return null;
    const pointer = from === undefined ? '/validUntil' : '/from';
    if (validUntil !== null && (published.from ?? -Infinity) >= instantOf(validUntil))
      throw ClubError.field('rule-not-publishable', pointer, 'the rule is no longer valid then');
    const ofTrial = share === undefined ? {} : { share };
    const told = { from: published.from === null ? null : toInstant(published.from), ...ofTrial };
    return {
      published: { version, from: published.from, ...ofTrial },
      closed: published.closed,
      tell: (data) => ({ name: 'earning-rule.published', memberId: null, data: { ...data, ...told } }),
    };
  }

  /** From then on no version applies until the rule is published again. Scheduled versions are withdrawn. */
  async pause(actor: Actor, id: string, { at }: { at?: string } = {}): Promise<RuleRecord> {
    return this.#change(actor, id, (_, publications) => {
      const moment = at === undefined ? this.clock.now() : instantOf(at);
      const told = { at: toInstant(moment) };
      return {
        closed: pausePublications(publications, moment),
        tell: (rule) => ({ name: 'earning-rule.paused', memberId: null, data: { ...rule, ...told } }),
      };
    });
  }

  /** Scheduled versions do not start; the live version stays. */
  async withdraw(actor: Actor, id: string): Promise<RuleRecord> {
    return this.#change(actor, id, (_, publications) => ({
      closed: withdrawScheduled(publications, this.clock.now()),
      tell: (rule) => ({ name: 'earning-rule.withdrawn', memberId: null, data: rule }),
    }));
  }

  /** Throws `rule-not-in-trial`. Nobody else can change the rule before the transaction ends. */
  async trialOf(id: string): Promise<{ rule: RuleRecord; trial: NonNullable<RuleRecord['trial']> }> {
    await this.publications.lock(id);
    const rule = await this.rules.byId(id);
    if (!rule.trial) throw new ClubError('rule-not-in-trial');
    return { rule, trial: rule.trial };
  }

  /**
   * Ends the trial: its version applies to all members from now on, or to nobody. Throws `rule-not-in-trial`.
   */
  async endTrial(actor: Actor, id: string, whom: TrialEnd): Promise<RuleRecord> {
    return this.#change(actor, id, (_, publications) => {
      const now = this.clock.now();
      const trial = openTrial(publications, now);
      if (!trial) throw new ClubError('rule-not-in-trial');
      const { version } = trial;
      const ended = endTrial(trial, now);
      const after = publications.map((made) => (made === trial ? { ...made, until: ended.until } : made));
      const published = whom === 'all' ? publishVersion(after, { version, now }) : null;
      return {
        ...(published ? { published: { version, from: published.from } } : {}),
        closed: [ended],
        tell: (rule) => ({
          name: 'earning-rule.trial-ended',
          memberId: null,
          data: { ...rule, version, for: whom },
        }),
      };
    });
  }

  async #change(
    actor: Actor,
    id: string,
    decide: (rule: RuleRecord, publications: Publications) => Change | null,
  ): Promise<RuleRecord> {
    return this.transactions.run(async () => {
      await this.publications.lock(id);
      const before = await this.rules.byId(id);
      const publications = await this.publications.of(id);
      const change = decide(before, publications);
      if (!change || (!change.published && change.closed.length === 0)) return before;
      await this.room.assertRoom(before, publicationsAfter(publications, change));
      await this.#write(actor, before, change);
      const after = await this.rules.byId(id);
      const event = change.tell({ ruleId: id, version: after.version });
      await this.changes.record(actor, event, { before, after });
      return after;
    });
  }

  async #write(actor: Actor, { id }: RuleRecord, { published, closed }: Change): Promise<void> {
    const made = { at: this.clock.date(), by: actor.name };
    for (const { publication, until } of closed) await this.publications.close(publication.id, until, made);
    if (published) await this.publications.insert(id, published, made);
  }
}

/** What the publications are after a change. */
const publicationsAfter = (publications: Publications, { published, closed }: Change): Publication[] => [
  ...publications.map((made) => {
    const ended = closed.find(({ publication }) => publication === made);
    return ended ? { ...made, until: ended.until } : made;
  }),
  ...(published ? [{ ...published, until: null }] : []),
];

/** A trial applies for its whole time, because there is one at a time. */
const trialTimes = (publication: StoredPublication): StoredPublication[] => trialsOf([publication]);

const shown = ({ from, until }: { from: Instant | null; until: Instant | null }) => ({
  from: from === null ? null : toInstant(from),
  until: until === null ? null : toInstant(until),
});
