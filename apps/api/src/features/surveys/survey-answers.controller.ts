import { Controller } from '@nestjs/common';
import {
  createSurveyCallBack,
  getSurveyBreakdown,
  getSurveyCallBacks,
  getSurveyWaves,
  listSurveyResponses,
  listSurveyTags,
  tagSurveyResponse,
  type ReplyOf,
  type SurveyBreakdown,
  type SurveyResponse,
  type SurveyWaves,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { AnswersToSurveys } from './answers-to-surveys.ts';
import { CallBacksByHand } from './call-backs-by-hand.ts';
import { BreakdownOfSurveys } from './survey-breakdown.ts';
import { SurveyCallBacks } from './survey-call-backs.ts';
import { WavesOfSurveys } from './survey-waves.ts';

@Controller()
export class SurveyAnswersController {
  constructor(
    private readonly answers: AnswersToSurveys,
    private readonly breakdown: BreakdownOfSurveys,
    private readonly callBacks: SurveyCallBacks,
    private readonly callBacksByHand: CallBacksByHand,
    private readonly waves: WavesOfSurveys,
  ) {}

  @Contract(getSurveyBreakdown)
  async breakdownOf(
    @Input() { params, query }: InputOf<typeof getSurveyBreakdown>,
  ): Promise<SurveyBreakdown> {
    return this.breakdown.of(params.id, query);
  }

  @Contract(getSurveyWaves)
  async wavesOf(@Input() { params, query }: InputOf<typeof getSurveyWaves>): Promise<SurveyWaves> {
    return this.waves.of(params.id, query);
  }

  @Contract(listSurveyResponses)
  async list(
    @Input() { params, query }: InputOf<typeof listSurveyResponses>,
  ): Promise<ReplyOf<typeof listSurveyResponses>> {
    return this.answers.list(params.id, query);
  }

  @Contract(listSurveyTags)
  async tags(
    @Input() { params, query }: InputOf<typeof listSurveyTags>,
  ): Promise<ReplyOf<typeof listSurveyTags>> {
    return this.answers.tags(params.id, query);
  }

  @Contract(getSurveyCallBacks)
  async callBacksOf(
    @Input() { params, query }: InputOf<typeof getSurveyCallBacks>,
  ): Promise<ReplyOf<typeof getSurveyCallBacks>> {
    return this.callBacks.of(params.id, query.days);
  }

  @Contract(tagSurveyResponse)
  async tag(
    @Input() { params, body }: InputOf<typeof tagSurveyResponse>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyResponse> {
    return this.answers.tag(actor, params.id, params.responseId, body.tags);
  }

  @Contract(createSurveyCallBack)
  async callBack(
    @Input() { params, body }: InputOf<typeof createSurveyCallBack>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyResponse> {
    return this.callBacksByHand.ask(actor, params.id, params.responseId, body.note);
  }
}
