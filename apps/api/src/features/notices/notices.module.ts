import { Module } from '@nestjs/common';
import { MailTemplates } from '../../platform/mail/index.ts';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { OffersModule } from '../offers/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { DigestMails } from './digest-mails.ts';
import { DigestParts } from './digest-parts.ts';
import { NoticeDigestsJob } from './digests.job.ts';
import { DigestsRepository } from './digests.repository.ts';
import { noticesMails } from './mails/index.ts';
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
  imports: [ClubModule, MembersModule, OffersModule, PermissionsModule, TiersModule],
  controllers: [OwnNoticesController],
  providers: [
    DigestMails,
    DigestParts,
    DigestsRepository,
    NoticeDigestsJob,
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
  exports: [DigestParts, Notices],
})
export class NoticesModule {
  constructor(templates: MailTemplates) {
    templates.register(noticesMails);
  }
}
