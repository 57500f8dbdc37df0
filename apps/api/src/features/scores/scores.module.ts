import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { FactsModule } from '../facts/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { ComputeScoresJob } from './compute-scores.job.ts';
import { ScoreSettingsEntity } from './entities/score-settings.entity.ts';
import { ExportedScores } from './exported-scores.ts';
import { MemberScores } from './member-scores.ts';
import { MemberScoresRepository } from './member-scores.repository.ts';
import { OwnScoreExamples } from './own-score-examples.ts';
import { OwnScoreFigures } from './own-score-figures.ts';
import { OwnScoresController } from './own-scores.controller.ts';
import { OwnScoresRepository } from './own-scores.repository.ts';
import { PartValuesRepository } from './part-values.repository.ts';
import { ScorePartChecks } from './score-part-checks.ts';
import { PersonalScores } from './personal-scores.repository.ts';
import { ScoreFigures } from './score-figures.ts';
import { ScoreRuns } from './score-runs.ts';
import { ScoreRunsRepository } from './score-runs.repository.ts';
import { ScoreSettings } from './score-settings.ts';
import { ScoreSettingsRepository } from './score-settings.repository.ts';
import { ScoresController } from './scores.controller.ts';
import { Scoring } from './scoring.ts';
import { ToldScoresRepository } from './told-scores.repository.ts';
import { ToldScores } from './told-scores.ts';
import { StagedValues } from './staged-values.repository.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([ScoreSettingsEntity]),
    ClubModule,
    MembersModule,
    PermissionsModule,
    FactsModule,
  ],
  controllers: [ScoresController, OwnScoresController],
  providers: [
    ComputeScoresJob,
    ExportedScores,
    MemberScores,
    MemberScoresRepository,
    OwnScoreExamples,
    OwnScoreFigures,
    OwnScoresRepository,
    PartValuesRepository,
    ScorePartChecks,
    PersonalScores,
    ScoreFigures,
    ScoreRuns,
    ScoreRunsRepository,
    ScoreSettings,
    ScoreSettingsRepository,
    Scoring,
    StagedValues,
    ToldScores,
    ToldScoresRepository,
  ],
  exports: [ComputeScoresJob],
})
export class ScoresModule {}
