import { Injectable } from '@nestjs/common';
import type { Permission, TelephoneSurvey } from '@regulars/contracts';
import { Audiences } from '../facts/index.ts';
import { Permissions } from '../permissions/index.ts';
import { AskedMembers } from './asked-members.ts';
import type { SurveyRow } from './survey.ts';

type Reason = NonNullable<TelephoneSurvey['reason']>;

/** Why a member is not asked by telephone. */
@Injectable()
export class TelephoneHindrances {
  constructor(
    private readonly permissions: Permissions,
    private readonly asked: AskedMembers,
    private readonly audiences: Audiences,
  ) {}

  async permission(memberId: string): Promise<Permission> {
    return this.permissions.may(memberId, 'survey', 'telephone');
  }

  /** Until the transaction ends, nobody else asks this member. */
  async lock(memberId: string): Promise<void> {
    await this.asked.lock(memberId);
  }

  /** By the id of the survey; those that can be asked are not in it. */
  async of(memberId: string, surveys: readonly SurveyRow[]): Promise<ReadonlyMap<string, Reason>> {
    const { responses, rests } = await this.asked.before(memberId);
    const closed = await this.audiences.closedTo(memberId, surveys);
    return new Map(
      surveys.flatMap(({ id }): [string, Reason][] => {
        if (responses.some(({ surveyId }) => surveyId === id)) return [[id, 'asked-before']];
        if (rests) return [[id, 'asked-lately']];
        return closed.has(id) ? [[id, 'not-in-audience']] : [];
      }),
    );
  }
}
