import { Injectable } from '@nestjs/common';
import type { EventDataOf } from '@regulars/contracts';
import { Outbox } from '../../platform/events/outbox.ts';
import type { GatheringRow } from './gathering.ts';

type Place = Pick<GatheringRow, 'id' | 'communityId'>;
type Answer = EventDataOf<'gathering.answered'>['answer'];

const idsOf = ({ id, communityId }: Place): { gatheringId: string; communityId: string } => ({
  gatheringId: id,
  communityId,
});

/** What other systems hear of gatherings. Called in the transaction of the change. */
@Injectable()
export class GatheringEvents {
  constructor(private readonly outbox: Outbox) {}

  async changed(gathering: GatheringRow): Promise<void> {
    const data = { ...idsOf(gathering), state: gathering.state };
    await this.outbox.append([{ name: 'gathering.changed', memberId: null, data }]);
  }

  /** One event for each member. */
  async answered(gathering: Place, memberIds: readonly string[], answer: Answer): Promise<void> {
    const data = { ...idsOf(gathering), answer };
    await this.outbox.append(
      memberIds.map((memberId) => ({ name: 'gathering.answered' as const, memberId, data })),
    );
  }

  async attended(gathering: Place, memberId: string, attendanceId: string): Promise<void> {
    const data = { ...idsOf(gathering), attendanceId };
    await this.outbox.append([{ name: 'gathering.attended', memberId, data }]);
  }

  async undone(gathering: Place, memberId: string, attendanceId: string): Promise<void> {
    const data = { ...idsOf(gathering), attendanceId };
    await this.outbox.append([{ name: 'gathering.attendance-undone', memberId, data }]);
  }
}
