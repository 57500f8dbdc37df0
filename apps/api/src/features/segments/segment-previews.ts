import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fewMembers, type BodyOf, type previewSegment, type SegmentPreview } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Audiences } from '../facts/index.ts';
import { MemberList } from '../members/index.ts';
import { ConditionSqlRepository } from './condition-sql.repository.ts';
import { SegmentChecks } from './segment-checks.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** Counts who fulfils a condition while it is typed. */
@Injectable()
export class SegmentPreviews {
  constructor(
    private readonly conditions: ConditionSqlRepository,
    private readonly checks: SegmentChecks,
    private readonly segments: SegmentsRepository,
    private readonly members: MemberList,
    private readonly audiences: Audiences,
    private readonly transactions: Transactions,
  ) {}

  /** Throws what is wrong with the condition, with pointers. */
  async of({ condition, segment }: BodyOf<typeof previewSegment>): Promise<SegmentPreview> {
    const began = performance.now();
    const own = segment === undefined ? null : await this.segments.find(segment);
    await this.transactions.run(() => this.checks.assertPossible(condition, own));
    // Nobody at a till waits for it.
    return this.transactions.asReport(async () => {
      const seed = randomInt(2 ** 32);
      const { sample, inside, ...counted } = await this.conditions.count(
        condition,
        await this.audiences.moment(),
        seed,
      );
      const rows = await this.members.byIds(sample);
      const few = counted.customers < fewMembers;
      return {
        ...counted,
        share: few ? null : inside / counted.customers,
        few,
        sample: sample.flatMap((id) => rows.get(id) ?? []),
        seconds: (performance.now() - began) / 1000,
      };
    });
  }
}
