import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { ApprovalKinds } from './approval-kinds.ts';
import { Limits } from './approval-limits.ts';
import { ApprovalNotices } from './approval-notices.ts';
import { ApprovalOwners } from './approval-owners.ts';
import { ApprovalsController } from './approvals.controller.ts';
import { ApprovalsRepository } from './approvals.repository.ts';
import { Approvals } from './approvals.ts';
import { Approvers } from './approvers.ts';
import { Decisions } from './decisions.ts';
import { LoneApprovals } from './lone-approvals.ts';
import { RecoveryCodesRepository } from './recovery-codes.repository.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { PersonalApprovals } from './personal-approvals.repository.ts';
import { MailTemplates } from '../../platform/mail/index.ts';
import { approvalsMails } from './mails/index.ts';

@Module({
  imports: [ClubModule, IdentityModule],
  controllers: [ApprovalsController],
  providers: [
    PersonalApprovals,
    ApprovalKinds,
    ApprovalNotices,
    ApprovalOwners,
    Approvals,
    ApprovalsRepository,
    Approvers,
    Decisions,
    Limits,
    LoneApprovals,
    RecoveryCodes,
    RecoveryCodesRepository,
  ],
  exports: [ApprovalKinds, Approvals, Decisions],
})
export class ApprovalsModule {
  constructor(templates: MailTemplates) {
    templates.register(approvalsMails);
  }
}
