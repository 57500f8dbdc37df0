import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { FactsModule } from '../facts/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { TierEntity } from './entities/tier.entity.ts';
import { GrantRecords } from './grant-records.ts';
import { GrantsRepository } from './grants.repository.ts';
import { LadderService } from './ladder.service.ts';
import { MemberTiers } from './member-tiers.ts';
import { StandingsRepository } from './standings.repository.ts';
import { TierGrants } from './tier-grants.ts';
import { TierMoves } from './tier-moves.ts';
import { TierReviewsJob } from './tier-reviews.job.ts';
import { TierReviews } from './tier-reviews.ts';
import { TiersController } from './tiers.controller.ts';
import { TiersRepository } from './tiers.repository.ts';
import { Tiers } from './tiers.ts';
import { PersonalTiers } from './personal-tiers.repository.ts';
import { ExportedTiers } from './exported-tiers.ts';

@Module({
  imports: [TypeOrmModule.forFeature([TierEntity]), ClubModule, FactsModule, MembersModule, PointsModule],
  controllers: [TiersController],
  providers: [
    ExportedTiers,
    GrantRecords,
    GrantsRepository,
    PersonalTiers,
    LadderService,
    MemberTiers,
    StandingsRepository,
    TierGrants,
    TierMoves,
    TierReviews,
    TierReviewsJob,
    Tiers,
    TiersRepository,
  ],
  exports: [LadderService, TierReviews, Tiers],
})
export class TiersModule {}
