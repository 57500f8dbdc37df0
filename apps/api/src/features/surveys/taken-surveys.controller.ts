import { Controller } from '@nestjs/common';
import {
  listTabletSurveys,
  listTelephoneSurveys,
  takeSurvey,
  takeTelephoneSurvey,
  type ReplyOf,
  type TakenSurvey,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { ReaderFacts } from './reader-facts.ts';
import { TabletSurveys } from './tablet-surveys.ts';
import { TelephoneSurveys } from './telephone-surveys.ts';

/** Answers that staff take. */
@Controller()
export class TakenSurveysController {
  constructor(
    private readonly tablets: TabletSurveys,
    private readonly telephone: TelephoneSurveys,
    private readonly reader: ReaderFacts,
  ) {}

  @Contract(listTabletSurveys)
  async onTablets(
    @Input() { query }: InputOf<typeof listTabletSurveys>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listTabletSurveys>> {
    return this.tablets.list(actor, query.location);
  }

  @Contract(takeSurvey)
  async take(
    @Input() { params, body }: InputOf<typeof takeSurvey>,
    @CurrentActor() actor: Actor,
  ): Promise<TakenSurvey> {
    return this.tablets.take(actor, params.id, body);
  }

  @Contract(listTelephoneSurveys)
  async byTelephone(
    @Input() { params }: InputOf<typeof listTelephoneSurveys>,
  ): Promise<ReplyOf<typeof listTelephoneSurveys>> {
    const { displayName, ...listed } = await this.telephone.list(params.id);
    const { 'first-name': firstName, tier } = await this.reader.of(params.id, null);
    const names = {
      firstName: typeof firstName === 'string' ? firstName : '',
      tier: typeof tier === 'string' || Object.keys(tier).length === 0 ? null : tier,
    };
    return { ...listed, member: { displayName, ...names } };
  }

  @Contract(takeTelephoneSurvey)
  async takeByTelephone(
    @Input() { params, body }: InputOf<typeof takeTelephoneSurvey>,
    @CurrentActor() actor: Actor,
  ): Promise<TakenSurvey> {
    return this.telephone.take(actor, { memberId: params.id, surveyId: params.surveyId }, body);
  }
}
