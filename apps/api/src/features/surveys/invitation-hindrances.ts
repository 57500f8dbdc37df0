import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Audiences } from '../facts/index.ts';
import { AskedMembers } from './asked-members.ts';
import { AskedPurchases } from './asked-purchases.repository.ts';
import { isOpen, type SurveyRow } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** A question about a purchase that may be asked later. */
export interface Invitation {
  readonly surveyId: string;
  readonly purchaseId: string;
  readonly memberId: string;
  /** The code. */
  readonly location: string;
}

/** A survey that can be asked about a purchase. */
export interface Askable {
  readonly survey: SurveyRow;
  /** Of its questions. */
  readonly version: number;
  readonly purchasedAt: Date;
}

/** What came between a purchase and the question about it. */
@Injectable()
export class InvitationHindrances {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly purchases: AskedPurchases,
    private readonly asked: AskedMembers,
    private readonly audiences: Audiences,
    private readonly clock: Clock,
  ) {}

  /** The survey, or why it is not asked. Until the transaction ends, nobody else asks this member. */
  async of({ surveyId, purchaseId, memberId }: Invitation): Promise<Askable | string> {
    const survey = await this.surveys.find(surveyId);
    if (!survey?.published || !isOpen(survey, this.clock.now())) return 'survey-ended';
    if ((await this.surveys.notFull([survey])).length === 0) return 'quota-reached';
    const purchasedAt = await this.purchases.standingSince(memberId, purchaseId);
    if (!purchasedAt) return 'purchase-returned';
    if ((await this.audiences.closedTo(memberId, [survey])).has(surveyId)) return 'not-in-audience';
    const rests = await this.#rests(surveyId, memberId);
    return rests ? 'asked-lately' : { survey, version: survey.published, purchasedAt };
  }

  async #rests(surveyId: string, memberId: string): Promise<boolean> {
    const { rests, responses } = await this.asked.lock(memberId);
    return rests || responses.some((each) => each.surveyId === surveyId);
  }
}
