import { Module } from '@nestjs/common';
import { MailTemplates } from '../../platform/mail/index.ts';
import { ChallengesModule } from '../challenges/index.ts';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { BudgetTasks } from './budget-tasks.ts';
import { CallBacksRepository } from './call-backs.repository.ts';
import { CallBacks } from './call-backs.ts';
import { CodeTasks } from './code-tasks.ts';
import { PersonalTasks } from './personal-tasks.repository.ts';
import { ReferralTasks } from './referral-tasks.ts';
import { ReportSubjects } from './report-subjects.ts';
import { Reports } from './reports.ts';
import { tasksMails } from './mails/index.ts';
import { StockTasks } from './stock-tasks.ts';
import { TaskAnswers } from './task-answers.ts';
import { TaskHistoryRepository } from './task-history.repository.ts';
import { TaskTrail } from './task-trail.ts';
import { TaskViews } from './task-views.ts';
import { TasksController } from './tasks.controller.ts';
import { TasksOfMembers } from './tasks-of-members.ts';
import { TasksRepository } from './tasks.repository.ts';
import { Tasks } from './tasks.ts';
import { VoucherTasks } from './voucher-tasks.ts';

@Module({
  imports: [ChallengesModule, ClubModule, IdentityModule, MembersModule, PurchasesModule],
  controllers: [TasksController],
  providers: [
    BudgetTasks,
    CallBacks,
    CallBacksRepository,
    CodeTasks,
    PersonalTasks,
    ReferralTasks,
    ReportSubjects,
    Reports,
    StockTasks,
    TaskAnswers,
    TaskHistoryRepository,
    TasksOfMembers,
    TaskViews,
    Tasks,
    TaskTrail,
    TasksRepository,
    VoucherTasks,
  ],
  exports: [CallBacks],
})
export class TasksModule {
  constructor(templates: MailTemplates) {
    templates.register(tasksMails);
  }
}
