import { Injectable } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import { isSampled } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Audiences } from '../facts/index.ts';
import { Permissions } from '../permissions/index.ts';
import { AskedMembers } from './asked-members.ts';
import type { OwnResponse } from './responses.repository.ts';
import { isOpen, type SurveyRow } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** A survey that a member can answer now. */
export interface OpenSurvey {
  readonly survey: SurveyRow;
  readonly response: OwnResponse;
}

/** Asks the members who agreed to be asked in the portal, for one survey at a time. */
@Injectable()
export class AskedSurveys {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly asked: AskedMembers,
    private readonly permissions: Permissions,
    private readonly audiences: Audiences,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What the member can answer now, and whether the club may ask for more. Asks for the oldest survey that fits. */
  async of(memberId: string): Promise<{ open: readonly OpenSurvey[]; permission: Permission }> {
    const permission = await this.permissions.may(memberId, 'survey', 'portal');
    const now = this.clock.now();
    const live = (await this.surveys.live()).filter((survey) => isOpen(survey, now));
    if (!permission.allowed || live.length === 0) return { open: [], permission };
    const { rests, responses } = await this.asked.before(memberId);
    const mayAskMore = !rests && unasked(live, responses).length > 0;
    const known = mayAskMore ? await this.#ask(memberId, live, permission) : responses;
    return { open: openOf(live, known), permission };
  }

  /** Those for this member that have not got all their answers yet. */
  async #fitting(
    memberId: string,
    live: readonly SurveyRow[],
    closed: ReadonlySet<string>,
  ): Promise<readonly SurveyRow[]> {
    const open = live.filter(
      ({ id, distribution }) =>
        distribution.trigger === 'open' &&
        distribution.channels.includes('portal') &&
        !closed.has(id) &&
        isSampled(`${id} ${memberId}`, distribution.share),
    );
    return this.surveys.notFull(open);
  }

  async #ask(
    memberId: string,
    live: readonly SurveyRow[],
    permission: Permission,
  ): Promise<readonly OwnResponse[]> {
    const closed = await this.audiences.closedTo(memberId, live);
    const fitting = await this.#fitting(memberId, live, closed);
    return this.transactions.run(async () => {
      const { rests, responses } = await this.asked.lock(memberId);
      const [first] = rests ? [] : unasked(fitting, responses);
      if (!first?.published) return responses;
      const asked = { surveyId: first.id, version: first.published, memberId, permission };
      await this.asked.ask({ ...asked, channels: ['portal'] });
      return (await this.asked.before(memberId)).responses;
    });
  }
}

const unasked = (live: readonly SurveyRow[], responses: readonly OwnResponse[]): SurveyRow[] =>
  live.filter(({ id }) => !responses.some(({ surveyId }) => surveyId === id));

const openOf = (live: readonly SurveyRow[], responses: readonly OwnResponse[]): OpenSurvey[] =>
  responses.flatMap((response) => {
    const survey = live.find(({ id }) => id === response.surveyId);
    const isOpen = response.state === 'asked' || response.state === 'started';
    const isShown = isOpen && response.channels.includes('portal');
    return survey && isShown ? [{ survey, response }] : [];
  });
