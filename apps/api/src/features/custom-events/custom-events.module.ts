import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CardsModule } from '../cards/index.ts';
import { ClubModule } from '../club/index.ts';
import { EarningModule } from '../earning/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { BulkEvents } from './bulk-events.ts';
import { Cancellations } from './cancellations.ts';
import { CelebrateJob } from './celebrate.job.ts';
import { Celebrations } from './celebrations.ts';
import { CelebrationsRepository } from './celebrations.repository.ts';
import { CompleteProfilesJob } from './complete-profiles.job.ts';
import { CompletedProfilesRepository } from './completed-profiles.repository.ts';
import { CompletedProfiles } from './completed-profiles.ts';
import { CustomEventsController } from './custom-events.controller.ts';
import { CustomEventsRepository } from './custom-events.repository.ts';
import { CustomEvents } from './custom-events.ts';
import { CustomEventTypeEntity } from './entities/custom-event-type.entity.ts';
import { EventTimes } from './event-times.repository.ts';
import { EventAwards } from './event-awards.ts';
import { EventBooks } from './event-books.ts';
import { EventTypesController } from './event-types.controller.ts';
import { EventTypesRepository } from './event-types.repository.ts';
import { EventTypes } from './event-types.ts';
import { OccasionOffers } from './occasion-offers.ts';
import { Occasions } from './occasions.ts';
import { StandardEvents } from './standard-events.ts';
import { PersonalCustomEvents } from './personal-events.repository.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([CustomEventTypeEntity]),
    CardsModule,
    ClubModule,
    EarningModule,
    IdentityModule,
    MembersModule,
    PointsModule,
    TiersModule,
  ],
  controllers: [CustomEventsController, EventTypesController],
  providers: [
    BulkEvents,
    Cancellations,
    CelebrateJob,
    Celebrations,
    CelebrationsRepository,
    CompleteProfilesJob,
    CompletedProfiles,
    CompletedProfilesRepository,
    CustomEvents,
    CustomEventsRepository,
    EventAwards,
    EventTimes,
    EventBooks,
    EventTypes,
    EventTypesRepository,
    OccasionOffers,
    Occasions,
    PersonalCustomEvents,
    StandardEvents,
  ],
  exports: [Cancellations, CustomEvents, EventAwards, EventTimes, OccasionOffers, Occasions, StandardEvents],
})
export class CustomEventsModule {}
