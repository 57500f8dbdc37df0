import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { CouponsModule } from '../coupons/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { PointsModule } from '../points/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { TasksModule } from '../tasks/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { surveyFacts } from './fact-source.ts';
import { AnonymousResponsesRepository } from './anonymous-responses.repository.ts';
import { AnonymousSurveys } from './anonymous-surveys.ts';
import { AnswerListRepository } from './answer-list.repository.ts';
import { AnswersToCallAbout } from './answered-calls.repository.ts';
import { AnswerTimes } from './answer-times.ts';
import { AnswersToSurveys } from './answers-to-surveys.ts';
import { AskedMembers } from './asked-members.ts';
import { AskableSurveys } from './askable-surveys.ts';
import { AskedPurchases } from './asked-purchases.repository.ts';
import { AskedResponses } from './asked-response.ts';
import { AskedSurveys } from './asked-surveys.ts';
import { BegunResponses } from './begun-responses.ts';
import { BreakdownRepository } from './breakdown.repository.ts';
import { CallBacksByHand } from './call-backs-by-hand.ts';
import { SurveyEntity } from './entities/survey.entity.ts';
import { InvitationChannels } from './invitation-channels.ts';
import { InvitationHindrances } from './invitation-hindrances.ts';
import { OpenLinksController } from './open-links.controller.ts';
import { OpenLinks } from './open-links.ts';
import { OpenSurveys } from './open-surveys.ts';
import { OwnSurveys } from './own-surveys.ts';
import { PastAnswersRepository } from './past-answers.repository.ts';
import { PastAnswers } from './past-answers.ts';
import { PersonalSurveys } from './personal-surveys.repository.ts';
import { ExportedSurveyAnswers } from './exported-survey-answers.ts';
import { LinkedSurveys } from './linked-surveys.ts';
import { SurveyLinksRepository } from './links.repository.ts';
import { PlacesRepository } from './places.repository.ts';
import { ReaderFacts } from './reader-facts.ts';
import { ResponsesRepository } from './responses.repository.ts';
import { ResultsRepository } from './results.repository.ts';
import { ShownAnswers } from './shown-answers.ts';
import { ShownVersions } from './shown-version.ts';
import { SurveyAnswersController } from './survey-answers.controller.ts';
import { SentInvitations } from './sent-invitations.ts';
import { SurveyAnswers } from './survey-answers.ts';
import { BreakdownOfSurveys } from './survey-breakdown.ts';
import { SurveyCallBacks } from './survey-call-backs.ts';
import { SurveyContents } from './survey-contents.ts';
import { SurveyInvitationJob } from './survey-invitation.job.ts';
import { SurveyInvitations } from './survey-invitations.ts';
import { SurveyLinksController } from './survey-links.controller.ts';
import { SurveyLinks } from './survey-links.ts';
import { SurveyMails } from './survey-mails.ts';
import { SurveyPlaces } from './survey-places.ts';
import { ResultsOfSurveys } from './survey-results.ts';
import { SurveyScreens } from './survey-screens.ts';
import { SurveySetUses } from './survey-set-uses.ts';
import { SurveyThanks } from './survey-thanks.ts';
import { SurveysController } from './surveys.controller.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { BenchmarksRepository } from './benchmarks.repository.ts';
import { NewsRepository } from './news.repository.ts';
import { OwnSurveyNews } from './own-survey-news.ts';
import { SurveyBenchmarks } from './survey-benchmarks.ts';
import { NewsOfSurveys } from './survey-news.ts';
import { SurveyNewsJob } from './survey-news.job.ts';
import { SurveyNewsMails } from './survey-news-mails.ts';
import { SurveyNewsController } from './survey-news.controller.ts';
import { Surveys } from './surveys.ts';
import { ThanksCodes } from './thanks-codes.ts';
import { TabletSurveys } from './tablet-surveys.ts';
import { TakenAnswersRepository } from './taken-answers.repository.ts';
import { TakenAnswers } from './taken-answers.ts';
import { TakenSurveysController } from './taken-surveys.controller.ts';
import { TelephoneHindrances } from './telephone-hindrances.ts';
import { TelephoneSurveys } from './telephone-surveys.ts';
import { ThanksRepository } from './thanks.repository.ts';
import { WavesOfSurveys } from './survey-waves.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';
import { WavesRepository } from './waves.repository.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([SurveyEntity]),
    ClubModule,
    CouponsModule,
    FactsModule,
    IdentityModule,
    MembersModule,
    PermissionsModule,
    PointsModule,
    PurchasesModule,
    TasksModule,
    TiersModule,
  ],
  controllers: [
    SurveyAnswersController,
    OpenLinksController,
    SurveyLinksController,
    SurveyNewsController,
    SurveysController,
    TakenSurveysController,
  ],
  providers: [
    AnonymousResponsesRepository,
    AnonymousSurveys,
    AnswerListRepository,
    AnswerTimes,
    AnswersToCallAbout,
    AnswersToSurveys,
    AskedMembers,
    AskableSurveys,
    AskedPurchases,
    AskedResponses,
    AskedSurveys,
    BegunResponses,
    BreakdownOfSurveys,
    BreakdownRepository,
    CallBacksByHand,
    InvitationChannels,
    InvitationHindrances,
    OpenLinks,
    OpenSurveys,
    OwnSurveys,
    PastAnswers,
    PastAnswersRepository,
    PersonalSurveys,
    ExportedSurveyAnswers,
    LinkedSurveys,
    PlacesRepository,
    ReaderFacts,
    ResponsesRepository,
    ResultsOfSurveys,
    ResultsRepository,
    ShownAnswers,
    ShownVersions,
    SentInvitations,
    SurveyAnswers,
    SurveyCallBacks,
    SurveyContents,
    SurveyInvitationJob,
    SurveyInvitations,
    SurveyLinks,
    SurveyLinksRepository,
    SurveyMails,
    SurveyPlaces,
    SurveyScreens,
    SurveySetUses,
    SurveyThanks,
    SurveyVersionsRepository,
    Surveys,
    SurveysRepository,
    ThanksCodes,
    TabletSurveys,
    TakenAnswers,
    TakenAnswersRepository,
    TelephoneHindrances,
    TelephoneSurveys,
    ThanksRepository,
    BenchmarksRepository,
    NewsRepository,
    OwnSurveyNews,
    SurveyBenchmarks,
    NewsOfSurveys,
    SurveyNewsJob,
    SurveyNewsMails,
    WavesOfSurveys,
    WavesRepository,
  ],
})
export class SurveysModule {
  constructor(sources: FactSources) {
    sources.register(surveyFacts);
  }
}
