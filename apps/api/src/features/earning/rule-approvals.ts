import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalAction } from '@regulars/contracts';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ApprovalKinds, Approvals, type ApprovalKindOf, type Approving } from '../approvals/index.ts';
import { ClubSettings, Reader } from '../club/index.ts';
import type { RuleRecord } from './earning-rules.service.ts';
import { RuleCosts } from './rule-costs.ts';
import { RulePublishing, type TrialEnd, type WantedPublication } from './rule-publishing.service.ts';
import { RuleVersions } from './rule-versions.ts';

const payload = z.object({
  ruleId: z.uuid(),
  version: z.int(),
  /** As sent; null: from the approval on. */
  from: z.string().nullable(),
  /** Percent of the members; null: for all. Requests from before there were trials have neither field. */
  share: z.int().nullable().default(null),
  /** The version of the trial becomes live for all. */
  endsTrial: z.boolean().default(false),
  cost: z.int().nullable(),
  /** The club's limit at the time of the request. */
  limit: z.int(),
});
type WaitingPublication = z.infer<typeof payload>;

const kind = 'rule-publication';

/** Rules that cost more than the club's limit, or nobody knows how much, are published by two people. */
@Injectable()
export class PublicationApproval implements ApprovalKindOf<WaitingPublication> {
  readonly kind = kind;
  readonly payload = payload;

  constructor(
    private readonly publishing: RulePublishing,
    private readonly versions: RuleVersions,
    private readonly club: ClubSettings,
    private readonly reader: Reader,
    kinds: ApprovalKinds,
  ) {
    kinds.register(this);
  }

  memberOf(): null {
    return null;
  }

  async describe(payloads: readonly WaitingPublication[]): Promise<ApprovalAction[]> {
    const { reportingCurrency: currency } = await this.club.current();
    const { of } = await this.reader.wording();
    const references = payloads.map(({ ruleId: id, version }) => ({ id, version }));
    const nameOf = await this.versions.names(references);
    return payloads.map((each) => ({
      kind: this.kind,
      ...each,
      ruleName: of(nameOf({ id: each.ruleId, version: each.version })),
      currency,
    }));
  }

  /** In the name of the requester. Throws `version-changed` if the rule was edited in the meantime. */
  async perform(
    { ruleId, version, from, share, endsTrial }: WaitingPublication,
    { askedBy }: Approving,
  ): Promise<null> {
    if (endsTrial) {
      const { trial } = await this.publishing.trialOf(ruleId);
      if (trial.version !== version) throw new ClubError('version-changed');
      await this.publishing.endTrial(askedBy, ruleId, 'all');
      return null;
    }
    const sent = { ...(from === null ? {} : { from }), ...(share === null ? {} : { share }) };
    const { rule } = await this.publishing.check(ruleId, sent);
    if (rule.version !== version) throw new ClubError('version-changed');
    await this.publishing.publish(askedBy, ruleId, sent);
    return null;
  }
}

/** Publishes a rule, or asks a second person. */
@Injectable()
export class RuleApprovals {
  constructor(
    private readonly publishing: RulePublishing,
    private readonly costs: RuleCosts,
    private readonly approvals: Approvals,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly versions: RuleVersions,
  ) {}

  /**
   * Refuses what cannot be published now, even if it would wait. Asks once for the same change. Throws as
   * `RulePublishing.publish`.
   */
  async publish(
    actor: Actor,
    id: string,
    sent: WantedPublication = {},
  ): Promise<RuleRecord | { waiting: Approval }> {
    return this.transactions.run(async () => {
      const { cost: limit } = (await this.club.current()).approvals;
      if (limit === null || actor.kind === 'system') return this.publishing.publish(actor, id, sent);
      // Under the lock of the rule, so that it stays what it costs.
      const { rule, changes } = await this.publishing.check(id, sent);
      const cost = costOfShare(await this.costs.of(rule), sent.share);
      if (!changes || (cost !== null && cost <= limit)) return this.publishing.publish(actor, id, sent);
      const { from = null, share = null } = sent;
      return this.#ask(
        actor,
        { ruleId: id, version: rule.version, from, share, endsTrial: false },
        cost,
        limit,
      );
    });
  }

  /**
   * For all members, it costs as much as publishing the version. So a trial cannot avoid the second person. Throws as
   * `RulePublishing.endTrial`.
   */
  async endTrial(actor: Actor, id: string, whom: TrialEnd): Promise<RuleRecord | { waiting: Approval }> {
    return this.transactions.run(async () => {
      const { cost: limit } = (await this.club.current()).approvals;
      if (whom === 'nobody' || limit === null || actor.kind === 'system')
        return this.publishing.endTrial(actor, id, whom);
      const { rule, trial } = await this.publishing.trialOf(id);
      const { version } = trial;
      const contentOf = await this.versions.contents([{ id, version }]);
      const cost = await this.costs.of({ ...rule, ...contentOf({ id, version }) });
      if (cost !== null && cost <= limit) return this.publishing.endTrial(actor, id, whom);
      return this.#ask(actor, { ruleId: id, version, from: null, share: null, endsTrial: true }, cost, limit);
    });
  }

  async #ask(
    actor: Actor,
    wanted: Omit<WaitingPublication, 'cost' | 'limit'>,
    cost: number | null,
    limit: number,
  ): Promise<{ waiting: Approval }> {
    const before = await this.approvals.waiting(actor, kind, wanted);
    const asked: WaitingPublication = { ...wanted, cost, limit };
    return { waiting: before ?? (await this.approvals.ask(actor, kind, asked)) };
  }
}

/** The others keep what they have. */
const costOfShare = (cost: number | null, share: number | undefined): number | null =>
  cost === null || share === undefined ? cost : Math.ceil((cost * share) / 100);
