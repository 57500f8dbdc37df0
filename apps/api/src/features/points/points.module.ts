import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/index.ts';
import { ClubModule } from '../club/index.ts';
import { FactsModule } from '../facts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { AdjustmentLimit } from './adjustment-limit.ts';
import { Adjustments } from './adjustments.ts';
import { ApprovedAdjustments } from './approved-adjustments.ts';
import { FiguresRepository } from './figures.repository.ts';
import { Explanations } from './explanations.ts';
import { ExpiringPoints } from './expiring-points.ts';
import { ExpiringRepository } from './expiring.repository.ts';
import { ExportedJournal } from './exported-journal.ts';
import { ImportedPoints } from './imported-points.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { MergedWallets } from './merged-wallets.ts';
import { MergedWalletsRepository } from './merged-wallets.repository.ts';
import { MemberPointsService } from './member-points.service.ts';
import { OpeningsRepository } from './openings.repository.ts';
import { PointsOfMembers } from './points-of-members.ts';
import { PointsController } from './points.controller.ts';
import { PointsDays } from './points-days.repository.ts';
import { PointsFigures } from './points-figures.ts';
import { PointsOwners } from './points-owners.ts';
import { Points } from './points.service.ts';
import { PostingsService } from './postings.service.ts';
import { SelfService } from './self-service.ts';
import { SettleWalletsJob } from './settle-wallets.job.ts';
import { WalletsRepository } from './wallets.repository.ts';
import { PersonalPoints } from './personal-points.repository.ts';

@Module({
  imports: [ApprovalsModule, ClubModule, FactsModule, IdentityModule, MembersModule],
  controllers: [PointsController],
  providers: [
    PersonalPoints,
    AdjustmentLimit,
    Adjustments,
    ApprovedAdjustments,
    Explanations,
    ExpiringPoints,
    ExpiringRepository,
    ExportedJournal,
    FiguresRepository,
    ImportedPoints,
    LedgerRepository,
    MemberPointsService,
    MergedWallets,
    MergedWalletsRepository,
    OpeningsRepository,
    Points,
    PointsOfMembers,
    PointsDays,
    PointsFigures,
    PointsOwners,
    PostingsService,
    SelfService,
    SettleWalletsJob,
    WalletsRepository,
  ],
  exports: [
    Adjustments,
    ExpiringPoints,
    Explanations,
    ImportedPoints,
    LedgerRepository,
    MemberPointsService,
    MergedWallets,
    Points,
    PointsFigures,
    SelfService,
    SettleWalletsJob,
  ],
})
export class PointsModule {}
