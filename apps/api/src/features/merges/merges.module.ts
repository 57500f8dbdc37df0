import { Module } from '@nestjs/common';
import { ChallengesModule } from '../challenges/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { DuplicatesController } from './duplicates.controller.ts';
import { DuplicatesRepository } from './duplicates.repository.ts';
import { Duplicates } from './duplicates.ts';
import { FindDuplicatesJob } from './find-duplicates.job.ts';
import { MergeList } from './merge-list.ts';
import { MergeSides } from './merge-sides.ts';
import { MergeStamps } from './merge-stamps.ts';
import { MergesController } from './merges.controller.ts';
import { MergesRepository } from './merges.repository.ts';
import { Merges } from './merges.ts';
import { MovedRows } from './moved-rows.ts';
import { PersonalMerges } from './personal-merges.repository.ts';

@Module({
  imports: [ChallengesModule, MembersModule, PointsModule, TiersModule],
  controllers: [DuplicatesController, MergesController],
  providers: [
    Duplicates,
    DuplicatesRepository,
    FindDuplicatesJob,
    MergeList,
    MergeSides,
    MergeStamps,
    Merges,
    MergesRepository,
    MovedRows,
    PersonalMerges,
  ],
})
export class MergesModule {}
