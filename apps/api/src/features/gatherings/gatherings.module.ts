import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailTemplates } from '../../platform/mail/index.ts';
import { CardsModule } from '../cards/index.ts';
import { ClubModule } from '../club/index.ts';
import { CommunitiesModule } from '../communities/index.ts';
import { CustomEventsModule } from '../custom-events/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { InterestsModule } from '../interests/index.ts';
import { MembersModule } from '../members/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { PointsModule } from '../points/index.ts';
import { gatheringFacts } from './fact-source.ts';
import { Answers } from './answers.ts';
import { AttendancesRepository } from './attendances.repository.ts';
import { CountedVisits } from './counted-visits.ts';
import { DoorController } from './door.controller.ts';
import { DoorDesk } from './door-desk.ts';
import { Door } from './door.ts';
import { EndedMembers } from './ended-members.ts';
import { GatheringEntity } from './entities/gathering.entity.ts';
import { GatheringChanges } from './gathering-changes.ts';
import { GatheringEvents } from './gathering-events.ts';
import { GatheringRemindersJob } from './gathering-reminders.job.ts';
import { GatheringReminders } from './gathering-reminders.ts';
import { GatheringView } from './gathering-view.ts';
import { GatheringsController } from './gatherings.controller.ts';
import { GatheringsHere } from './gatherings-here.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { Gatherings } from './gatherings.ts';
import { GuestLists } from './guest-lists.ts';
import { Guests } from './guests.ts';
import { InterestsOfVisits } from './interests-of-visits.ts';
import { gatheringsMails } from './mails/index.ts';
import { OwnCalendars } from './own-calendars.ts';
import { OwnGatheringsController } from './own-gatherings.controller.ts';
import { OwnGatherings } from './own-gatherings.ts';
import { PastGatherings } from './past-gatherings.ts';
import { PersonalGatherings } from './personal-gatherings.repository.ts';
import { Places } from './places.ts';
import { Seats } from './seats.ts';
import { Tidings } from './tidings.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([GatheringEntity]),
    CardsModule,
    ClubModule,
    CommunitiesModule,
    CustomEventsModule,
    FactsModule,
    IdentityModule,
    InterestsModule,
    MembersModule,
    NoticesModule,
    PointsModule,
  ],
  controllers: [DoorController, GatheringsController, OwnGatheringsController],
  providers: [
    InterestsOfVisits,
    Answers,
    AttendancesRepository,
    CountedVisits,
    Door,
    DoorDesk,
    EndedMembers,
    GatheringChanges,
    GatheringEvents,
    GatheringReminders,
    GatheringRemindersJob,
    GatheringView,
    Gatherings,
    GatheringsHere,
    GatheringsRepository,
    GuestLists,
    Guests,
    OwnCalendars,
    OwnGatherings,
    PastGatherings,
    PersonalGatherings,
    Places,
    Seats,
    Tidings,
  ],
})
export class GatheringsModule {
  constructor(templates: MailTemplates, sources: FactSources) {
    sources.register(gatheringFacts);
    templates.register(gatheringsMails);
  }
}
