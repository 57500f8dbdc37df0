import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  listTelephoneSurveys,
  ReplyOf,
  TakenSurvey,
  takeTelephoneSurvey,
} from '@regulars/contracts';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { fullNameOf, Members } from '../members/index.ts';
import { AskableSurveys } from './askable-surveys.ts';
import { wasOpen } from './survey.ts';
import { TakenAnswers } from './taken-answers.ts';
import { TelephoneHindrances } from './telephone-hindrances.ts';

/** Without what the texts of the surveys may name. */
type ListedSurveys = Omit<ReplyOf<typeof listTelephoneSurveys>, 'member'> & { readonly displayName: string };

/** Staff ask members by telephone, if the members agreed to it and were not asked lately. */
@Injectable()
export class TelephoneSurveys {
  constructor(
    private readonly surveys: AskableSurveys,
    private readonly hindrances: TelephoneHindrances,
    private readonly taken: TakenAnswers,
    private readonly members: Members,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The oldest first, also those that the member is not asked, with the reason. Throws `not-found`. */
  async list(memberId: string): Promise<ListedSurveys> {
    const member = await this.members.byId(memberId);
    const permission = await this.hindrances.permission(memberId);
    const open = await this.surveys.open('telephone');
    const reasons = await this.hindrances.of(
      memberId,
      open.map(({ row }) => row),
    );
    const data = open.map(({ row: { id, name }, version, definition }) => ({
      id,
      name,
      version,
      definition,
      reason: reasons.get(id) ?? null,
    }));
    return { data, cursor: { next: null }, displayName: fullNameOf(member), permission };
  }

  /**
   * Throws `not-found`, `survey-not-open`, `survey-other-version`, `survey-not-allowed` without a permission or if the
   * member rests, `survey-already-sent`, `invalid-request` with pointers.
   */
  async take(
    actor: Actor,
    { memberId, surveyId }: { readonly memberId: string; readonly surveyId: string },
    { id, version, answers }: BodyOf<typeof takeTelephoneSurvey>,
  ): Promise<TakenSurvey> {
    const about = { id, surveyId, version, mode: 'telephone', memberId, locationId: null } as const;
    return this.transactions.run(async () => {
      await this.hindrances.lock(memberId);
      const again = await this.taken.again(about, answers);
      if (again) return again;
      const survey = await this.surveys.find(surveyId);
      const { channels } = survey.distribution;
      if (!channels.includes('telephone') || !wasOpen(survey, this.clock.now()))
        throw new ClubError('survey-not-open');
      if (version !== survey.published) throw new ClubError('survey-other-version');
      const permission = await this.hindrances.permission(memberId);
      const reason = permission.allowed
        ? (await this.hindrances.of(memberId, [survey])).get(surveyId)
        : permission.reason;
      if (reason) throw new ClubError('survey-not-allowed', reason);
      const told = { permission, at: this.clock.date(), takenBy: personBehind(actor) };
      return this.taken.store({ ...about, ...told }, answers);
    });
  }
}
