import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailTemplates } from '../../platform/mail/index.ts';
import { ClubModule } from '../club/index.ts';
import { FactsModule } from '../facts/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { TierEntity } from './entities/tier.entity.ts';
import { GrantRecords } from './grant-records.ts';
import { GrantsRepository } from './grants.repository.ts';
import { LadderNews } from './ladder-news.ts';
import { LadderService } from './ladder.service.ts';
import { MergedTiers } from './merged-tiers.ts';
import { MemberTiers } from './member-tiers.ts';
import { tierMails } from './mails/index.ts';
import { OwnTier } from './own-tier.ts';
import { OpeningTiers } from './opening-tiers.ts';
import { OutlookRepository } from './outlook.repository.ts';
import { StandingsRepository } from './standings.repository.ts';
import { TierBalances } from './tier-balances.ts';
import { TierFiguresController } from './tier-figures.controller.ts';
import { TierFiguresRepository } from './tier-figures.repository.ts';
import { TierFiguresService } from './tier-figures.ts';
import { TierGrants } from './tier-grants.ts';
import { TierMoves } from './tier-moves.ts';
import { TierNoticeMails } from './tier-notice-mails.ts';
import { TierNotices } from './tier-notices.ts';
import { TierNoticesJob } from './tier-notices.job.ts';
import { TierOutlook } from './tier-outlook.ts';
import { TierPeriods } from './tier-periods.ts';
import { TierRewards } from './tier-rewards.ts';
import { TierReviewsJob } from './tier-reviews.job.ts';
import { TierReviews } from './tier-reviews.ts';
import { TiersController } from './tiers.controller.ts';
import { TiersRepository } from './tiers.repository.ts';
import { Tiers } from './tiers.ts';
import { PersonalTiers } from './personal-tiers.repository.ts';
import { ExportedTiers } from './exported-tiers.ts';

@Module({
  imports: [TypeOrmModule.forFeature([TierEntity]), ClubModule, FactsModule, MembersModule, PointsModule],
  controllers: [TierFiguresController, TiersController],
  providers: [
    ExportedTiers,
    GrantRecords,
    GrantsRepository,
    PersonalTiers,
    LadderNews,
    LadderService,
    MemberTiers,
    MergedTiers,
    OwnTier,
    OpeningTiers,
    OutlookRepository,
    StandingsRepository,
    TierBalances,
    TierFiguresRepository,
    TierFiguresService,
    TierGrants,
    TierMoves,
    TierNoticeMails,
    TierNotices,
    TierNoticesJob,
    TierOutlook,
    TierPeriods,
    TierRewards,
    TierReviews,
    TierReviewsJob,
    Tiers,
    TiersRepository,
  ],
  exports: [
    LadderService,
    MergedTiers,
    OpeningTiers,
    TierNotices,
    TierOutlook,
    TierReviews,
    TierRewards,
    Tiers,
  ],
})
export class TiersModule {
  constructor(templates: MailTemplates) {
    templates.register(tierMails);
  }
}
