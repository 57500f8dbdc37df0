import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { OffersModule } from '../offers/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { NoticeSettingsRepository } from './notice-settings.repository.ts';
import { NoticeSettings } from './notice-settings.ts';
import { NoticesRepository } from './notices.repository.ts';
import { Notices } from './notices.ts';
import { OfferNoticesJob } from './offer-notices.job.ts';
import { OfferNoticesRepository } from './offer-notices.repository.ts';
import { OfferReaders } from './offer-readers.ts';
import { OwnNoticesController } from './own-notices.controller.ts';
import { OwnNotices } from './own-notices.ts';
import { PersonalNotices } from './personal-notices.repository.ts';
import { PointsNotices } from './points-notices.ts';
import { SweepNoticesJob } from './sweep-notices.job.ts';

@Module({
  imports: [ClubModule, OffersModule, PermissionsModule, TiersModule],
  controllers: [OwnNoticesController],
  providers: [
    NoticeSettings,
    NoticeSettingsRepository,
    Notices,
    NoticesRepository,
    OfferNoticesJob,
    OfferNoticesRepository,
    OfferReaders,
    OwnNotices,
    PersonalNotices,
    PointsNotices,
    SweepNoticesJob,
  ],
  exports: [Notices],
})
export class NoticesModule {}
