import { Injectable } from '@nestjs/common';
import { isSampled } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { surveyInvitationJob } from './survey-invitation.job.ts';
import { askedBy, isOpen } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** Chooses the purchases that surveys are asked about. Whether the member may be asked is decided at that moment. */
@Injectable()
export class SurveyInvitations {
  constructor(
    subscriptions: Subscriptions,
    private readonly surveys: SurveysRepository,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'survey-invitations',
      names: ['purchase.recorded'],
      origins: ['live'],
      from: 'now',
      handle: ({ memberId, data }) => this.#plan(memberId, data.purchaseId, data.location),
    });
  }

  async #plan(memberId: string | null, purchaseId: string, location: string): Promise<void> {
    if (memberId === null) return;
    for (const survey of await this.surveys.afterPurchases()) {
      const { locations, share, delayMinutes } = survey.distribution;
      const isAbout =
        askedBy(survey).length > 0 &&
        isOpen(survey, this.clock.now()) &&
        (locations === null || locations.includes(location)) &&
        isSampled(`${survey.id} ${purchaseId}`, share);
      if (!isAbout) continue;
      const invitation = { surveyId: survey.id, purchaseId, memberId, location };
      await this.jobs.enqueue(surveyInvitationJob, invitation, delayMinutes * 60);
    }
  }
}
