import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkModule } from '../bulk/index.ts';
import { ClubModule } from '../club/index.ts';
import { FactsModule } from '../facts/index.ts';
import { MembersModule } from '../members/index.ts';
import { BooksRepository } from './books.repository.ts';
import { ConditionSqlRepository } from './condition-sql.repository.ts';
import { SegmentEntity } from './entities/segment.entity.ts';
import { ListedSegments } from './listed-segments.ts';
import { ListsRepository } from './lists.repository.ts';
import { LiveSegments } from './live-segments.ts';
import { Moves } from './moves.ts';
import { PersonalSegments } from './personal-segments.repository.ts';
import { PreviewsRepository } from './previews.repository.ts';
import { SegmentBooks } from './segment-books.ts';
import { SegmentChecks } from './segment-checks.ts';
import { SegmentFilesController } from './segment-files.controller.ts';
import { SegmentPreviews } from './segment-previews.ts';
import { SegmentTrail } from './segment-trail.ts';
import { SegmentUses } from './segment-uses.ts';
import { SegmentsController } from './segments.controller.ts';
import { SegmentsRepository } from './segments.repository.ts';
import { SegmentsSubscription } from './segments-subscription.ts';
import { Segments } from './segments.ts';
import { SentMembers } from './sent-members.ts';
import { SettleSegmentsJob } from './settle-segments.job.ts';
import { SettlingRepository } from './settling.repository.ts';
import { WatchSegmentsJob } from './watch-segments.job.ts';

@Module({
  imports: [TypeOrmModule.forFeature([SegmentEntity]), BulkModule, ClubModule, FactsModule, MembersModule],
  controllers: [SegmentFilesController, SegmentsController],
  providers: [
    BooksRepository,
    ConditionSqlRepository,
    ListedSegments,
    ListsRepository,
    LiveSegments,
    Moves,
    PersonalSegments,
    PreviewsRepository,
    SegmentBooks,
    SegmentChecks,
    SegmentPreviews,
    Segments,
    SegmentsRepository,
    SegmentsSubscription,
    SegmentTrail,
    SegmentUses,
    SentMembers,
    SettleSegmentsJob,
    SettlingRepository,
    WatchSegmentsJob,
  ],
  exports: [ListedSegments, Segments, SettleSegmentsJob],
})
export class SegmentsModule {}
