import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Audiences } from '../facts/index.ts';
import { ConditionSqlRepository, type Moved } from './condition-sql.repository.ts';
import { inOrder } from './nesting.ts';
import type { SegmentRecord } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';
import { SettlingRepository } from './settling.repository.ts';

/** Moves members into segments and out of them, and tells it. */
@Injectable()
export class Moves {
  constructor(
    private readonly settling: SettlingRepository,
    private readonly conditions: ConditionSqlRepository,
    private readonly segments: SegmentsRepository,
    private readonly audiences: Audiences,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Decides these members for the segments with a condition, or for those of them. Call it under the lock of the work. */
  async settle(memberIds: readonly string[], only: ReadonlySet<string> | null = null): Promise<void> {
    // Not from memory: a segment that this process has not heard of would count as decided.
    const segments = inOrder(await this.segments.all()).filter(
      ({ id, condition }) => condition !== null && (only === null || only.has(id)),
    );
    const known = await this.settling.hold(segments.map(({ id }) => id));
    const moment = await this.audiences.moment();
    for (const segment of segments) {
      const fill = known.get(segment.id);
      if (!fill || segment.condition === null) continue;
      const at = this.clock.date();
      const moved = await this.conditions.move(segment.id, segment.condition, memberIds, moment, at);
      await this.settling.grow(segment.id, moved.entered.length - moved.left.length, moment.today);
      // The first filling tells nothing.
      if (fill.filled) await this.note(segment, moved, at);
    }
  }

  /** Keeps and tells who came and went. Call it under the lock of the work. */
  async note(
    { id, announced }: Pick<SegmentRecord, 'id' | 'announced'>,
    { entered, left }: Moved,
    at: Date,
  ): Promise<void> {
    if (entered.length + left.length === 0) return;
    await this.settling.note(id, entered, left, at);
    if (!announced) return;
    const data = { segmentId: id };
    await this.outbox.append([
      ...entered.map((memberId) => ({ name: 'segment.entered' as const, memberId, data })),
      ...left.map((memberId) => ({ name: 'segment.left' as const, memberId, data })),
    ]);
  }
}
