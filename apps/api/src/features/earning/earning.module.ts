import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { PointsModule } from '../points/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { EarningRulesController } from './earning-rules.controller.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { EarningRulesService } from './earning-rules.service.ts';
import { EarningRuleVersionEntity } from './entities/earning-rule-version.entity.ts';
import { EarningRuleEntity } from './entities/earning-rule.entity.ts';
import { RulePublicationEntity } from './entities/rule-publication.entity.ts';
import { ExplainedNames } from './explained-names.ts';
import { LiveRules } from './live-rules.ts';
import { PublicationsRepository } from './publications.repository.ts';
import { RulePublishing } from './rule-publishing.service.ts';
import { RuleVersions } from './rule-versions.ts';
import { RuleWarnings } from './rule-warnings.ts';
import { ExportedRules } from './exported-rules.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([EarningRuleEntity, EarningRuleVersionEntity, RulePublicationEntity]),
    ClubModule,
    PointsModule,
    TiersModule,
  ],
  controllers: [EarningRulesController],
  providers: [
    ExportedRules,
    EarningRulesRepository,
    EarningRulesService,
    ExplainedNames,
    LiveRules,
    PublicationsRepository,
    RulePublishing,
    RuleVersions,
    RuleWarnings,
  ],
  exports: [EarningRulesService, LiveRules, RulePublishing, RuleVersions, RuleWarnings],
})
export class EarningModule {}
