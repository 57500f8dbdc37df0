import { Injectable } from '@nestjs/common';
import { Locations } from '../club/index.ts';
import { AskedMembers } from './asked-members.ts';
import type { AllowedChannel } from './invitation-channels.ts';
import type { Askable, Invitation } from './invitation-hindrances.ts';
import { SurveyMails } from './survey-mails.ts';

/** Asks: the row of the member, and the mail if they agreed to mails. */
@Injectable()
export class SentInvitations {
  constructor(
    private readonly asked: AskedMembers,
    private readonly locations: Locations,
    private readonly mails: SurveyMails,
  ) {}

  async send(
    { surveyId, purchaseId, memberId, location: code }: Invitation,
    { survey, version, purchasedAt }: Askable,
    allowed: readonly AllowedChannel[],
  ): Promise<void> {
    const [first] = allowed;
    if (!first) return;
    const location = await this.locations.byCode(code);
    const channels = allowed.map(({ channel }) => channel);
    const about = { purchaseId, locationId: location?.id ?? null };
    const asked = { surveyId, version, memberId, permission: first.permission, channels, ...about };
    const id = await this.asked.ask(asked);
    if (!channels.includes('email')) return;
    await this.mails.send(memberId, {
      surveyId,
      version,
      purchasedAt,
      locationId: about.locationId,
      place: location?.name ?? {},
      responseId: id,
      anonymous: survey.anonymous,
    });
  }
}
