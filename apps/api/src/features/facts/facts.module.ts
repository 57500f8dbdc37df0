import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { AudiencesRepository } from './audiences.repository.ts';
import { Audiences } from './audiences.ts';
import { ConditionFactsController } from './condition-facts.controller.ts';
import { DueFactsRepository } from './due-facts.repository.ts';
import { DueFacts } from './due-facts.ts';
import { FactCoverage } from './fact-coverage.ts';
import { FactSources } from './fact-sources.ts';
import { FactsSubscription } from './facts-subscription.ts';
import { KnownFactsRepository } from './known-facts.repository.ts';
import { KnownHomes } from './known-homes.repository.ts';
import { MemberFactsRepository } from './member-facts.repository.ts';
import { MemberFacts } from './member-facts.ts';
import { RebuildMemberFactsJob } from './rebuild-member-facts.job.ts';
import { RebuildRepository } from './rebuild.repository.ts';
import { TakeDueFactsJob } from './take-due-facts.job.ts';
import { PersonalFacts } from './personal-facts.repository.ts';

@Module({
  imports: [ClubModule, MembersModule, PermissionsModule],
  controllers: [ConditionFactsController],
  providers: [
    Audiences,
    AudiencesRepository,
    DueFacts,
    DueFactsRepository,
    PersonalFacts,
    FactCoverage,
    FactSources,
    FactsSubscription,
    KnownFactsRepository,
    KnownHomes,
    MemberFacts,
    MemberFactsRepository,
    RebuildMemberFactsJob,
    RebuildRepository,
    TakeDueFactsJob,
  ],
  exports: [Audiences, FactCoverage, FactSources, MemberFacts, RebuildMemberFactsJob],
})
export class FactsModule {}
