import { Injectable } from '@nestjs/common';
import type { BodyOf, createReceiptLink, createSurveyLink, SurveyLink } from '@regulars/contracts';
import { mayWorkAt, boundTo, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { PortalLinks } from '../../platform/mail/index.ts';
import { Locations } from '../club/index.ts';
import type { OpenLink } from './links.repository.ts';
import { isSigned, openToken, readOpenToken } from './open-link.ts';
import { isOpen, type SurveyRow } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** A survey that customers answer now. */
export interface OpenToAll {
  readonly survey: SurveyRow;
  /** Of its questions. */
  readonly version: number;
  readonly link: OpenLink;
}

/** Links with which any customer answers. What they are signed for cannot be changed or used for another survey. */
@Injectable()
export class OpenLinks {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly locations: Locations,
    private readonly portal: PortalLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `not-found`, `unknown-location`, and `survey-not-open` if the survey is not answered by links. Answers with a receipt
   * lead to a member, so an anonymous survey takes none.
   */
  async make(
    actor: Actor,
    surveyId: string,
    { location: code, receipt }: BodyOf<typeof createSurveyLink>,
  ): Promise<SurveyLink> {
    const locationId = await this.#placeOf(actor, code);
    const survey = await this.surveys.find(surveyId);
    const key = await this.surveys.linkKeyOf(surveyId);
    if (!survey || !key) throw new ClubError('not-found');
    if (survey.state !== 'live' || !isByLink(survey)) throw new ClubError('survey-not-open');
    if (receipt !== null && survey.anonymous) throw new ClubError('survey-not-open');
    const token = openToken(key, { surveyId, locationId, receipt });
    return { page: this.portal.to(`/survey/open/${token}`), location: code, receipt };
  }

  /** The page for a receipt; null if no survey is answered by links there. Throws `unknown-location`. */
  async pageFor(
    actor: Actor,
    { location: code, number: receipt }: BodyOf<typeof createReceiptLink>,
  ): Promise<string | null> {
    await this.#placeOf(actor, code);
    const now = this.clock.now();
    const answered = (await this.surveys.live()).filter(
      (survey) => isByLink(survey) && isOpen(survey, now) && isAbout(survey, code) && !survey.anonymous,
    );
    const newest = (await this.surveys.notFull(answered)).at(-1);
    return newest ? (await this.make(actor, newest.id, { location: code, receipt })).page : null;
  }

  /** Throws `not-found`, and `survey-not-open` if nobody can begin. */
  async read(token: string): Promise<OpenToAll> {
    const link = readOpenToken(token);
    const key = link && (await this.surveys.linkKeyOf(link.surveyId));
    const survey = key && isSigned(key, token) ? await this.surveys.find(link.surveyId) : null;
    if (!link || !survey) throw new ClubError('not-found', 'No such link');
    const { published: version } = survey;
    if (version === null || !isByLink(survey) || !isOpen(survey, this.clock.now()))
      throw new ClubError('survey-not-open');
    return { survey, version, link };
  }

  async #placeOf(actor: Actor, code: string | null): Promise<string | null> {
    const location = code === null ? null : await this.locations.byCode(code);
    const isFree = location === null && boundTo(actor) === null;
    if (location === undefined || (!isFree && (location === null || !mayWorkAt(actor, location.id))))
      throw ClubError.field('unknown-location', '/location', 'no such location');
    return location?.id ?? null;
  }
}

const isAbout = ({ distribution: { locations } }: SurveyRow, code: string): boolean =>
  locations === null || locations.includes(code);

const isByLink = ({ distribution: { channels } }: SurveyRow): boolean => channels.includes('link');
