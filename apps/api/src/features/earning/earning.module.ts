import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.ts';
import { ClubModule } from '../club/index.ts';
import { PointsModule } from '../points/index.ts';
import { RateTablesModule } from '../rate-tables/index.ts';
import { SalesModule } from '../sales/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { BudgetNoticesRepository } from './budget-notices.repository.ts';
import { BudgetWatch } from './budget-watch.ts';
import { BudgetsController } from './budgets.controller.ts';
import { LiveBudgets } from './live-budgets.ts';
import { SharedBudgetsRepository } from './shared-budgets.repository.ts';
import { SharedBudgets } from './shared-budgets.ts';
import { ShownBudgets } from './shown-budgets.ts';
import { SharedBudgetEntity } from './entities/shared-budget.entity.ts';
import { BackTestReplay } from './back-test-replay.ts';
import { BackTestsController } from './back-tests.controller.ts';
import { BackTestsRepository } from './back-tests.repository.ts';
import { BackTests, ShownBackTests } from './back-tests.service.ts';
import { EarningRulesController } from './earning-rules.controller.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { EarningRulesService } from './earning-rules.service.ts';
import { EarningRuleVersionEntity } from './entities/earning-rule-version.entity.ts';
import { EarningRuleEntity } from './entities/earning-rule.entity.ts';
import { RulePublicationEntity } from './entities/rule-publication.entity.ts';
import { ExplainedNames } from './explained-names.ts';
import { LiveRules } from './live-rules.ts';
import { PersonalBackTests } from './personal-back-tests.repository.ts';
import { PublicationsRepository } from './publications.repository.ts';
import { ReplayedBuyers } from './replayed-buyers.ts';
import { ReplayedSales } from './replayed-sales.ts';
import { PublicationApproval, RuleApprovals } from './rule-approvals.ts';
import { RuleBudgets } from './rule-budgets.ts';
import { PublicationChanges } from './publication-changes.ts';
import { RuleCalendar } from './rule-calendar.ts';
import { RuleChecks } from './rule-checks.ts';
import { RuleRoom } from './rule-room.ts';
import { RuleCosts } from './rule-costs.ts';
import { RulePublishing } from './rule-publishing.service.ts';
import { RuleReferences } from './rule-references.ts';
import { RuleSetUses } from './rule-set-uses.ts';
import { RuleFailures } from './rule-failures.ts';
import { RuleTableUses } from './rule-table-uses.ts';
import { RuleVersions } from './rule-versions.ts';
import { RuleWarnings } from './rule-warnings.ts';
import { RunBackTestJob } from './run-back-test.job.ts';
import { WatchBudgetsJob } from './watch-budgets.job.ts';
import { ExportedBudgets } from './exported-budgets.ts';
import { ExportedRules } from './exported-rules.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      EarningRuleEntity,
      EarningRuleVersionEntity,
      RulePublicationEntity,
      SharedBudgetEntity,
    ]),
    ApprovalsModule,
    ClubModule,
    PointsModule,
    RateTablesModule,
    SalesModule,
    TiersModule,
  ],
  controllers: [BackTestsController, BudgetsController, EarningRulesController],
  providers: [
    BackTestReplay,
    BackTests,
    BackTestsRepository,
    BudgetNoticesRepository,
    BudgetWatch,
    ExportedBudgets,
    ExportedRules,
    EarningRulesRepository,
    EarningRulesService,
    ExplainedNames,
    LiveBudgets,
    LiveRules,
    PersonalBackTests,
    PublicationApproval,
    PublicationChanges,
    PublicationsRepository,
    ReplayedBuyers,
    ReplayedSales,
    RuleApprovals,
    RuleBudgets,
    RuleCalendar,
    RuleChecks,
    RuleCosts,
    RuleFailures,
    RulePublishing,
    RuleReferences,
    RuleRoom,
    RuleSetUses,
    RuleTableUses,
    RuleVersions,
    RuleWarnings,
    RunBackTestJob,
    SharedBudgets,
    SharedBudgetsRepository,
    ShownBackTests,
    ShownBudgets,
    WatchBudgetsJob,
  ],
  exports: [
    BudgetWatch,
    BackTests,
    EarningRulesService,
    LiveRules,
    ReplayedBuyers,
    RulePublishing,
    RuleVersions,
    RuleWarnings,
    ShownBackTests,
  ],
})
export class EarningModule {}
