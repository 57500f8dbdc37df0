import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/index.ts';
import { ClubModule } from '../club/index.ts';
import { CouponsModule } from '../coupons/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { RewardsModule } from '../rewards/index.ts';
import { BulkActions } from './bulk-actions.ts';
import { BulkApproval } from './bulk-approval.ts';
import { BulkBooks } from './bulk-books.service.ts';
import { BulkSelection } from './bulk-selection.ts';
import { BulkUndos } from './bulk-undos.service.ts';
import { BulksController } from './bulks.controller.ts';
import { BulksRepository } from './bulks.repository.ts';
import { Bulks } from './bulks.service.ts';
import { ExportedBulks } from './exported-bulks.ts';
import { ListedMembers } from './listed-members.ts';
import { ListedMembersRepository } from './listed-members.repository.ts';
import { PersonalBulks } from './personal-bulks.repository.ts';
import { RunMemberBulksJob } from './run-member-bulks.job.ts';
import { UndoActions } from './undo-actions.ts';

@Module({
  imports: [ApprovalsModule, ClubModule, CouponsModule, MembersModule, PointsModule, RewardsModule],
  controllers: [BulksController],
  providers: [
    BulkActions,
    BulkApproval,
    BulkBooks,
    Bulks,
    BulkUndos,
    BulkSelection,
    BulksRepository,
    ExportedBulks,
    ListedMembers,
    ListedMembersRepository,
    PersonalBulks,
    RunMemberBulksJob,
    UndoActions,
  ],
  exports: [ListedMembers],
})
export class BulkModule {}
