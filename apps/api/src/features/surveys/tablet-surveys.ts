import { Injectable } from '@nestjs/common';
import {
  takenAnswerDays,
  type BodyOf,
  type listTabletSurveys,
  type ReplyOf,
  type TakenSurvey,
  type takeSurvey,
} from '@regulars/contracts';
import { dayMs, instantOf, type Instant } from '@regulars/loyalty';
import { mayWorkAt, personBehind, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations, type LocationRecord } from '../club/index.ts';
import { AskableSurveys } from './askable-surveys.ts';
import { wasOpen, type SurveyRow } from './survey.ts';
import { TakenAnswers } from './taken-answers.ts';

/** How far the clock of a tablet may be fast. */
const clockSkewMs = 5 * 60_000;
const longestMs = takenAnswerDays * dayMs;

/** Surveys on a tablet of a shop: anyone can answer, nobody is known. */
@Injectable()
export class TabletSurveys {
  constructor(
    private readonly surveys: AskableSurveys,
    private readonly taken: TakenAnswers,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The oldest first. Throws `unknown-location`, `not-allowed`. */
  async list(actor: Actor, code: string): Promise<ReplyOf<typeof listTabletSurveys>> {
    await this.#location(actor, code);
    const data = (await this.surveys.open('tablet')).filter(({ row }) => isAt(row, code));
    return {
      data: data.map(({ row: { id, name }, version, definition }) => ({ id, name, version, definition })),
      cursor: { next: null },
      telephone: (await this.surveys.open('telephone')).length > 0,
    };
  }

  /**
   * Throws `unknown-location`, `not-allowed`, `not-found`, `survey-not-open`, `survey-other-version`,
   * `survey-already-sent`, `invalid-request` with pointers.
   */
  async take(
    actor: Actor,
    surveyId: string,
    { id, version, answers, location: code, answeredAt }: BodyOf<typeof takeSurvey>,
  ): Promise<TakenSurvey> {
    const { id: locationId } = await this.#location(actor, code);
    const about = { id, surveyId, version, mode: 'tablet', memberId: null, locationId } as const;
    return this.transactions.run(async () => {
      const again = await this.taken.again(about, answers);
      if (again) return again;
      const survey = await this.surveys.find(surveyId);
      const at = this.#moment(answeredAt);
      // What was answered in time counts whenever it arrives, also above the quota: the customer could not know.
      if (!isAt(survey, code) || !wasOpen(survey, at)) throw new ClubError('survey-not-open');
      if (!(await this.surveys.wasAsked(survey, version, at - longestMs)))
        throw new ClubError('survey-other-version');
      const told = { permission: null, at: new Date(at), takenBy: personBehind(actor) };
      return this.taken.store({ ...about, ...told }, answers);
    });
  }

  #moment(iso: string): Instant {
    const now = this.clock.now();
    const at = instantOf(iso);
    if (at > now + clockSkewMs) throw ClubError.field('invalid-request', '/answeredAt', 'is in the future');
    if (at < now - longestMs)
      throw ClubError.field('invalid-request', '/answeredAt', `more than ${takenAnswerDays} days ago`);
    return Math.min(at, now);
  }

  async #location(actor: Actor, code: string): Promise<LocationRecord> {
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', '/location', 'unknown location');
    if (!mayWorkAt(actor, location.id))
      throw ClubError.field('not-allowed', '/location', 'you do not work at this location');
    return location;
  }
}

const isAt = ({ distribution: { channels, locations } }: SurveyRow, code: string): boolean =>
  channels.includes('tablet') && (locations === null || locations.includes(code));
