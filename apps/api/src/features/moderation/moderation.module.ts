import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { CommunitiesModule } from '../communities/index.ts';
import { FactsModule } from '../facts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { PostsModule, WritingChecks } from '../posts/index.ts';
import { Appeals } from './appeals.ts';
import { AuthorCards } from './author-cards.ts';
import { AuthorMeasures } from './author-measures.ts';
import { AuthorNames } from './author-names.repository.ts';
import { AuthorProofs } from './author-proofs.ts';
import { AuthorStories } from './author-stories.ts';
import { AuthorRestrictions } from './author-restrictions.ts';
import { CaseDetails } from './case-details.ts';
import { CaseViews } from './case-views.ts';
import { CasesRepository } from './cases.repository.ts';
import { Deciders } from './deciders.ts';
import { DecisionEffects } from './decision-effects.ts';
import { DecisionRecords } from './decision-records.ts';
import { DecisionViews } from './decision-views.ts';
import { Decisions } from './decisions.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { MemberTrust } from './member-trust.ts';
import { ModeratedCasesController } from './moderated-cases.controller.ts';
import { ModeratedCases } from './moderated-cases.ts';
import { ModeratedDecisions } from './moderated-decisions.ts';
import { ModeratedViews } from './moderated-views.ts';
import { ModerationMails } from './moderation-mails.ts';
import { ModerationQueue } from './moderation-queue.ts';
import { ModerationRulesController } from './moderation-rules.controller.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { ModerationSettingsRepository } from './moderation-settings.repository.ts';
import { ModerationController } from './moderation.controller.ts';
import { NewMemberCheck } from './new-member-check.ts';
import { OpenCases } from './open-cases.ts';
import { OwnDecisionViews } from './own-decision-views.ts';
import { OwnModeration } from './own-moderation.ts';
import { OwnModerationController } from './own-moderation.controller.ts';
import { PastCases } from './past-cases.ts';
import { PersonalModeration } from './personal-moderation.repository.ts';
import { ProofCheck } from './proof-check.ts';
import { Proofs } from './proofs.ts';
import { ProofsRepository } from './proofs.repository.ts';
import { ReadableWritings } from './readable-writings.ts';
import { Reports } from './reports.ts';
import { ReportsRepository } from './reports.repository.ts';
import { SameLinks } from './same-links.ts';
import { StrangerReports } from './stranger-reports.ts';
import { StrangerReportsController } from './stranger-reports.controller.ts';
import { ToldAuthors } from './told-authors.ts';
import { ToldModerators } from './told-moderators.ts';
import { TrustRepository } from './trust.repository.ts';
import { WordCheck } from './word-check.ts';
import { WordRules } from './word-rules.ts';
import { WordRulesRepository } from './word-rules.repository.ts';

@Module({
  imports: [
    ClubModule,
    IdentityModule,
    MembersModule,
    NoticesModule,
    CommunitiesModule,
    FactsModule,
    PostsModule,
  ],
  controllers: [
    ModeratedCasesController,
    ModerationController,
    ModerationRulesController,
    OwnModerationController,
    StrangerReportsController,
  ],
  providers: [
    Appeals,
    AuthorCards,
    AuthorMeasures,
    AuthorNames,
    AuthorProofs,
    AuthorRestrictions,
    AuthorStories,
    CaseDetails,
    CaseViews,
    CasesRepository,
    Deciders,
    DecisionEffects,
    DecisionRecords,
    DecisionViews,
    Decisions,
    DecisionsRepository,
    MemberTrust,
    ModeratedCases,
    ModeratedDecisions,
    ModeratedViews,
    ModerationMails,
    ModerationQueue,
    ModerationSettings,
    ModerationSettingsRepository,
    NewMemberCheck,
    OpenCases,
    OwnDecisionViews,
    OwnModeration,
    PastCases,
    PersonalModeration,
    ProofCheck,
    Proofs,
    ProofsRepository,
    ReadableWritings,
    Reports,
    ReportsRepository,
    SameLinks,
    StrangerReports,
    ToldAuthors,
    ToldModerators,
    TrustRepository,
    WordCheck,
    WordRules,
    WordRulesRepository,
  ],
})
export class ModerationModule {
  constructor(checks: WritingChecks, words: WordCheck, newMembers: NewMemberCheck, proofs: ProofCheck) {
    checks.register(words);
    checks.register(newMembers);
    // Last: an answer that was used is lost if another check refuses the text, so the transaction takes it back.
    checks.register(proofs);
  }
}
