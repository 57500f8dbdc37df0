import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { PurchasesService } from '../purchases/index.ts';
import type { AskedResponse } from './asked-response.ts';
import { SurveyLinksRepository } from './links.repository.ts';
import type { OpenToAll } from './open-links.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** Responses without a member, that customers begin with an open link. */
@Injectable()
export class BegunResponses {
  constructor(
    private readonly links: SurveyLinksRepository,
    private readonly surveys: SurveysRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly purchases: PurchasesService,
    private readonly clock: Clock,
  ) {}

  /** The response of the receipt; undefined if it has not answered. */
  async ofReceipt({ link }: OpenToAll): Promise<string | undefined> {
    return this.links.ofReceipt(link);
  }

  /** What the first screen is made of, before anything is stored. Throws `survey-not-open` if there are enough answers. */
  async unbegun({ survey, version, link: { locationId } }: OpenToAll): Promise<AskedResponse> {
    if ((await this.surveys.notFull([survey])).length === 0) throw new ClubError('survey-not-open');
    const definition = await this.versions.find(survey.id, version);
    if (!definition) throw new Error('a published version stays');
    const none = { memberId: null, mode: 'link', state: 'asked', thanked: false } as const;
    const touchedAt = this.clock.date();
    const response = { id: survey.id, surveyId: survey.id, version, locationId, touchedAt, ...none };
    return { response, survey, definition, answers: new Map() };
  }

  /** The id of a new response, or that of the receipt. Throws `survey-not-open` if there are enough answers. */
  async begin(open: OpenToAll): Promise<string> {
    const known = await this.ofReceipt(open);
    if (known !== undefined) return known;
    const { survey, version, link } = open;
    if ((await this.surveys.notFull([survey])).length === 0) throw new ClubError('survey-not-open');
    const { locationId, receipt } = link;
    const purchaseId =
      locationId === null || receipt === null ? null : await this.purchases.idOfReceipt(locationId, receipt);
    const id = newId();
    await this.links.begin(id, link, { version, purchaseId, at: this.clock.date() });
    // Someone else with the same receipt may have been faster.
    return (await this.ofReceipt(open)) ?? id;
  }
}
