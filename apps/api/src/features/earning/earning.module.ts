import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { EarningRulesController } from './earning-rules.controller.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { EarningRulesService } from './earning-rules.service.ts';
import { LiveRules } from './live-rules.ts';
import { RuleVersions } from './rule-versions.ts';

@Module({
  imports: [ClubModule],
  controllers: [EarningRulesController],
  providers: [EarningRulesRepository, EarningRulesService, LiveRules, RuleVersions],
  exports: [EarningRulesService, LiveRules, RuleVersions],
})
export class EarningModule {}
