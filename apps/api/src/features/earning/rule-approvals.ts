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
import { RulePublishing } from './rule-publishing.service.ts';
import { RuleVersions } from './rule-versions.ts';

const payload = z.object({
  ruleId: z.uuid(),
  version: z.int(),
  /** As sent; null: from the approval on. */
  from: z.string().nullable(),
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
  async perform({ ruleId, version, from }: WaitingPublication, { askedBy }: Approving): Promise<null> {
    const sent = from === null ? {} : { from };
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
  ) {}

  /**
   * Refuses what cannot be published now, even if it would wait. Asks once for the same change. Throws as
   * `RulePublishing.publish`.
   */
  async publish(
    actor: Actor,
    id: string,
    sent: { from?: string } = {},
  ): Promise<RuleRecord | { waiting: Approval }> {
    return this.transactions.run(async () => {
      const { cost: limit } = (await this.club.current()).approvals;
      if (limit === null || actor.kind === 'system') return this.publishing.publish(actor, id, sent);
      // Under the lock of the rule, so that it stays what it costs.
      const { rule, changes } = await this.publishing.check(id, sent);
      const cost = await this.costs.of(rule);
      if (!changes || (cost !== null && cost <= limit)) return this.publishing.publish(actor, id, sent);
      const wanted = { ruleId: id, version: rule.version, from: sent.from ?? null };
      const before = await this.approvals.waiting(actor, kind, wanted);
      const asked: WaitingPublication = { ...wanted, cost, limit };
      return { waiting: before ?? (await this.approvals.ask(actor, kind, asked)) };
    });
  }
}
