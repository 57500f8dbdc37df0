import { Controller } from '@nestjs/common';
import {
  answerSurvey,
  createSurvey,
  endSurvey,
  getOwnSurvey,
  getSurvey,
  getSurveyResults,
  listOwnSurveys,
  listSurveys,
  publishSurvey,
  replaceSurvey,
  type OwnSurvey,
  type ReplyOf,
  type Survey,
  type SurveyResults,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Reader } from '../club/index.ts';
import { OwnSurveys } from './own-surveys.ts';
import { ResultsOfSurveys } from './survey-results.ts';
import { Surveys } from './surveys.ts';

@Controller()
export class SurveysController {
  constructor(
    private readonly surveys: Surveys,
    private readonly own: OwnSurveys,
    private readonly results: ResultsOfSurveys,
    private readonly reader: Reader,
  ) {}

  @Contract(listSurveys)
  async list(@Input() { query }: InputOf<typeof listSurveys>): Promise<ReplyOf<typeof listSurveys>> {
    return this.surveys.list(query, (await this.reader.wording()).of);
  }

  @Contract(createSurvey)
  async create(
    @Input() { body }: InputOf<typeof createSurvey>,
    @CurrentActor() actor: Actor,
  ): Promise<Survey> {
    return this.surveys.create(actor, body);
  }

  @Contract(getSurvey)
  async get(@Input() { params }: InputOf<typeof getSurvey>): Promise<Survey> {
    return this.surveys.find(params.id);
  }

  @Contract(replaceSurvey)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceSurvey>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Survey> {
    return this.surveys.replace(actor, params.id, body, version);
  }

  @Contract(publishSurvey)
  async publish(
    @Input() { params }: InputOf<typeof publishSurvey>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Survey> {
    return this.surveys.publish(actor, params.id, version);
  }

  @Contract(endSurvey)
  async end(
    @Input() { params }: InputOf<typeof endSurvey>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Survey> {
    return this.surveys.end(actor, params.id, version);
  }

  @Contract(getSurveyResults)
  async resultsOf(@Input() { params, query }: InputOf<typeof getSurveyResults>): Promise<SurveyResults> {
    return this.results.of(params.id, query);
  }

  @Contract(answerSurvey)
  async answer(
    @Input() { params, body }: InputOf<typeof answerSurvey>,
    @CurrentMember() memberId: string,
  ): Promise<OwnSurvey> {
    return this.own.answer(memberId, params.id, body);
  }

  @Contract(listOwnSurveys)
  async ownSurveys(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnSurveys>> {
    return this.own.list(memberId);
  }

  @Contract(getOwnSurvey)
  async ownSurvey(
    @Input() { params, query }: InputOf<typeof getOwnSurvey>,
    @CurrentMember() memberId: string,
  ): Promise<OwnSurvey> {
    return this.own.screen(memberId, params.id, query.question);
  }
}
