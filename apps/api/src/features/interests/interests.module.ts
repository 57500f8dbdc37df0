import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { ChoicesRepository } from './choices.repository.ts';
import { DueRepository } from './due.repository.ts';
import { InterestSettingsEntity } from './entities/interest-settings.entity.ts';
import { HeldInterests } from './held.repository.ts';
import { InterestFiguresRepository } from './interest-figures.repository.ts';
import { InterestSettingsRepository } from './interest-settings.repository.ts';
import { InterestSettings } from './interest-settings.ts';
import { InterestSources } from './interest-sources.ts';
import { InterestsController } from './interests.controller.ts';
import { InterestsSubscription } from './interests-subscription.ts';
import { ListedInterests } from './listed-interests.ts';
import { MemberInterests } from './member-interests.ts';
import { Observing } from './observing.ts';
import { OwnInterestsController } from './own-interests.controller.ts';
import { OwnInterests } from './own-interests.ts';
import { PersonalInterests } from './personal-interests.repository.ts';
import { RefreshInterestsJob } from './refresh-interests.job.ts';
import { RemovedInterests } from './removed-interests.ts';
import { SettleInterestsJob } from './settle-interests.job.ts';
import { Showings } from './showings.ts';
import { SignalsRepository } from './signals.repository.ts';
import { WatchInterestsJob } from './watch-interests.job.ts';

@Module({
  imports: [TypeOrmModule.forFeature([InterestSettingsEntity]), ClubModule, MembersModule, PermissionsModule],
  controllers: [InterestsController, OwnInterestsController],
  providers: [
    ChoicesRepository,
    DueRepository,
    HeldInterests,
    InterestFiguresRepository,
    InterestSettings,
    InterestSettingsRepository,
    InterestSources,
    InterestsSubscription,
    ListedInterests,
    MemberInterests,
    Observing,
    OwnInterests,
    PersonalInterests,
    RefreshInterestsJob,
    RemovedInterests,
    SettleInterestsJob,
    Showings,
    SignalsRepository,
    WatchInterestsJob,
  ],
  exports: [InterestSources, OwnInterests, SettleInterestsJob],
})
export class InterestsModule {}
