import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { ComputeScoresJob } from './compute-scores.job.ts';
import { ScoreSettingsEntity } from './entities/score-settings.entity.ts';
import { ExportedScores } from './exported-scores.ts';
import { MemberScores } from './member-scores.ts';
import { MemberScoresRepository } from './member-scores.repository.ts';
import { PersonalScores } from './personal-scores.repository.ts';
import { ScoreFigures } from './score-figures.ts';
import { ScoreRuns } from './score-runs.ts';
import { ScoreRunsRepository } from './score-runs.repository.ts';
import { ScoreSettings } from './score-settings.ts';
import { ScoreSettingsRepository } from './score-settings.repository.ts';
import { ScoresController } from './scores.controller.ts';
import { Scoring } from './scoring.ts';
import { StagedValues } from './staged-values.repository.ts';

@Module({
  imports: [TypeOrmModule.forFeature([ScoreSettingsEntity]), ClubModule, MembersModule, PermissionsModule],
  controllers: [ScoresController],
  providers: [
    ComputeScoresJob,
    ExportedScores,
    MemberScores,
    MemberScoresRepository,
    PersonalScores,
    ScoreFigures,
    ScoreRuns,
    ScoreRunsRepository,
    ScoreSettings,
    ScoreSettingsRepository,
    Scoring,
    StagedValues,
  ],
  exports: [ComputeScoresJob],
})
export class ScoresModule {}
