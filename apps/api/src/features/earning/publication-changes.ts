import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { decidedOf, type RuleRecord } from './earning-rules.service.ts';
import { LiveRules } from './live-rules.ts';

export type RuleEvent = ClubEvent<
  'earning-rule.published' | 'earning-rule.paused' | 'earning-rule.withdrawn' | 'earning-rule.trial-ended'
>;

/** Tells of a change of publications: the audit trail, and every process. */
@Injectable()
export class PublicationChanges {
  constructor(
    private readonly audit: AuditTrail,
    private readonly liveRules: LiveRules,
  ) {}

  async record(
    actor: Actor,
    event: RuleEvent,
    { before, after }: { readonly before: RuleRecord; readonly after: RuleRecord },
  ): Promise<void> {
    await this.audit.record(actor, {
      action: event.name,
      subject: { type: 'earning-rule', id: after.id },
      before: decidedOf(before),
      after: decidedOf(after),
    });
    await this.liveRules.announce(event);
  }
}
