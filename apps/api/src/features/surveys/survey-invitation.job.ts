import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { InvitationChannels } from './invitation-channels.ts';
import { InvitationHindrances, type Invitation } from './invitation-hindrances.ts';
import { SentInvitations } from './sent-invitations.ts';

export const surveyInvitationJob = 'survey-invitation';

const jobData = z.object({
  surveyId: z.uuid(),
  purchaseId: z.uuid(),
  memberId: z.uuid(),
  location: z.string(),
});

/** Asks a member about a purchase, once, if nothing came between and the member agreed to be asked. */
@Injectable()
export class SurveyInvitationJob implements Job {
  readonly name = surveyInvitationJob;
  readonly #logger = new Logger('Surveys');

  constructor(
    private readonly jobs: Jobs,
    private readonly hindrances: InvitationHindrances,
    private readonly channels: InvitationChannels,
    private readonly sent: SentInvitations,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const invitation = jobData.parse(data);
    const reason = await this.transactions.run(() => this.#ask(invitation));
    const { surveyId: survey, purchaseId: purchase } = invitation;
    if (reason === null) this.#logger.log({ event: 'survey.asked', survey, purchase });
    else this.#logger.log({ event: 'survey.not-asked', survey, purchase, reason });
  }

  /** Why the member was not asked; null if they were. */
  async #ask(invitation: Invitation): Promise<string | null> {
    const found = await this.hindrances.of(invitation);
    if (typeof found === 'string') return found;
    const { allowed, reason, waitSeconds } = await this.channels.of(invitation.memberId, found.survey);
    if (waitSeconds !== null) {
      await this.jobs.enqueue(surveyInvitationJob, invitation, waitSeconds);
      return 'quiet-hours';
    }
    if (allowed.length === 0) return reason;
    await this.sent.send(invitation, found, allowed);
    return null;
  }
}
