import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ClubSettings } from '../club/index.ts';
import { ResponsesRepository, type Asking, type OwnResponse } from './responses.repository.ts';
import { isResting } from './survey.ts';

/** What a member was asked before. */
interface AskedBefore {
  /** The last asked first. */
  readonly responses: readonly OwnResponse[];
  /** Whether another survey has to wait, as the club wants it. */
  readonly rests: boolean;
}

/** Which members were asked for which surveys. */
@Injectable()
export class AskedMembers {
  constructor(
    private readonly responses: ResponsesRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async before(memberId: string): Promise<AskedBefore> {
    const responses = await this.responses.ofMember(memberId);
    const { surveyRestDays } = await this.club.current();
    return { responses, rests: isResting(responses, surveyRestDays, this.clock.now()) };
  }

  /** The same, and nobody else asks this member before the transaction ends. */
  async lock(memberId: string): Promise<AskedBefore> {
    await this.responses.lockAsking(memberId);
    return this.before(memberId);
  }

  /** The id of the response. There is none if the member was asked before. */
  async ask(asking: Asking): Promise<string> {
    const id = newId();
    await this.responses.ask(id, asking, this.clock.date());
    return id;
  }
}
