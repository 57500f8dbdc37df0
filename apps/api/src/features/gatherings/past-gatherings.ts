import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids.ts';
import { system } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { AttendancesRepository, type PastAttendance } from './attendances.repository.ts';
import type { GatheringContent } from './gathering.ts';
import { Gatherings } from './gatherings.ts';

export type PastAnswer = Omit<PastAttendance, 'id'>;

/** Gatherings that come with their answers, as the demo club has them. Nobody is told, and nothing gives points. */
@Injectable()
export class PastGatherings {
  constructor(
    private readonly gatherings: Gatherings,
    private readonly attendances: AttendancesRepository,
    private readonly transactions: Transactions,
  ) {}

  /** In the order of the answers. */
  async add(communityId: string, content: GatheringContent, answers: readonly PastAnswer[]): Promise<string> {
    return this.transactions.run(async () => {
      const { id } = await this.gatherings.create(system, communityId, content);
      await this.attendances.addMany(
        id,
        answers.map((answer) => ({ id: newId(), ...answer })),
      );
      return id;
    });
  }
}
