import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubChanges } from '../club/index.ts';
import type { SegmentRecord } from './segment.ts';
import { settleSegments } from './settle-segments.job.ts';

/** Tells the audit log and every process of changes, in their transaction, and wakes who reckons segments. */
@Injectable()
export class SegmentTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly jobs: Jobs,
  ) {}

  async note(
    actor: Actor,
    action: string,
    before: SegmentRecord | undefined,
    after: SegmentRecord | undefined,
  ): Promise<void> {
    const id = (after ?? before)?.id ?? '';
    await this.audit.record(actor, {
      action,
      subject: { type: 'segment', id },
      ...(before ? { before: decidedOf(before) } : {}),
      ...(after ? { after: decidedOf(after) } : {}),
    });
    await this.changes.announce('segment', id);
    if (after) await this.jobs.enqueue(settleSegments, {});
  }

  /** Of a list. */
  async listed(actor: Actor, action: string, id: string, members: number): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'segment', id }, after: { members } });
    await this.jobs.enqueue(settleSegments, {});
  }
}

const decidedOf = ({ name, condition, announced, version }: SegmentRecord): object => ({
  name,
  condition,
  announced,
  version,
});
