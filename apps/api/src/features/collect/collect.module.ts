import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { CollectController } from './collect.controller.ts';
import { Collected } from './collected.ts';
import { CollectDaysRepository } from './days.repository.ts';
import { CollectDays } from './days.ts';
import { CollectSiteEntity } from './entities/collect-site.entity.ts';
import { PageOrigins } from './page-origins.ts';
import { PersonalVisits } from './personal-visits.ts';
import { SitesController } from './sites.controller.ts';
import { SitesRepository } from './sites.repository.ts';
import { Sites } from './sites.ts';
import { SweepCollectedJob } from './sweep-collected.job.ts';
import { VisitorsRepository } from './visitors.repository.ts';
import { Visits } from './visits.ts';
import { Vouching } from './vouching.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CollectSiteEntity]), ClubModule, MembersModule, PermissionsModule],
  controllers: [CollectController, SitesController],
  providers: [
    CollectDays,
    CollectDaysRepository,
    Collected,
    PageOrigins,
    PersonalVisits,
    Sites,
    SitesRepository,
    SweepCollectedJob,
    VisitorsRepository,
    Visits,
    Vouching,
  ],
})
export class CollectModule {}
