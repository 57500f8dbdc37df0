import { Controller } from '@nestjs/common';
import {
  addSurveyBenchmark,
  dismissSurveyNews,
  listOwnSurveyNews,
  listSurveyBenchmarks,
  listSurveyNews,
  removeSurveyBenchmark,
  removeSurveyNews,
  replaceSurveyNews,
  sendSurveyNews,
  writeSurveyNews,
  type ReplyOf,
  type SurveyBenchmark,
  type SurveyNews,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { OwnSurveyNews } from './own-survey-news.ts';
import { SurveyBenchmarks } from './survey-benchmarks.ts';
import { NewsOfSurveys } from './survey-news.ts';

@Controller()
export class SurveyNewsController {
  constructor(
    private readonly benchmarks: SurveyBenchmarks,
    private readonly news: NewsOfSurveys,
    private readonly own: OwnSurveyNews,
  ) {}

  @Contract(listSurveyBenchmarks)
  async benchmarksOf(
    @Input() { params }: InputOf<typeof listSurveyBenchmarks>,
  ): Promise<ReplyOf<typeof listSurveyBenchmarks>> {
    return { data: await this.benchmarks.list(params.id), cursor: { next: null } };
  }

  @Contract(addSurveyBenchmark)
  async addBenchmark(
    @Input() { params, body }: InputOf<typeof addSurveyBenchmark>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyBenchmark> {
    return this.benchmarks.add(actor, params.id, body);
  }

  @Contract(removeSurveyBenchmark)
  async removeBenchmark(
    @Input() { params }: InputOf<typeof removeSurveyBenchmark>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.benchmarks.remove(actor, params.id, params.benchmarkId);
  }

  @Contract(listSurveyNews)
  async newsOf(@Input() { params }: InputOf<typeof listSurveyNews>): Promise<ReplyOf<typeof listSurveyNews>> {
    return { data: await this.news.list(params.id), cursor: { next: null } };
  }

  @Contract(writeSurveyNews)
  async write(
    @Input() { params, body }: InputOf<typeof writeSurveyNews>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyNews> {
    return this.news.write(actor, params.id, body.text);
  }

  @Contract(replaceSurveyNews)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceSurveyNews>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyNews> {
    return this.news.replace(actor, params.id, params.newsId, body.text);
  }

  @Contract(removeSurveyNews)
  async remove(
    @Input() { params }: InputOf<typeof removeSurveyNews>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.news.remove(actor, params.id, params.newsId);
  }

  @Contract(sendSurveyNews)
  async send(
    @Input() { params }: InputOf<typeof sendSurveyNews>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyNews> {
    return this.news.send(actor, params.id, params.newsId);
  }

  @Contract(listOwnSurveyNews)
  async ownNews(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnSurveyNews>> {
    return this.own.list(memberId);
  }

  @Contract(dismissSurveyNews)
  async dismiss(
    @Input() { params }: InputOf<typeof dismissSurveyNews>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    await this.own.dismiss(memberId, params.id);
  }
}
