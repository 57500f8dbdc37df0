import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { NoticeSettingsRepository } from './notice-settings.repository.ts';
import { NoticeSettings } from './notice-settings.ts';
import { NoticesRepository } from './notices.repository.ts';
import { Notices } from './notices.ts';
import { OwnNoticesController } from './own-notices.controller.ts';
import { OwnNotices } from './own-notices.ts';
import { PersonalNotices } from './personal-notices.repository.ts';
import { SweepNoticesJob } from './sweep-notices.job.ts';

@Module({
  imports: [ClubModule],
  controllers: [OwnNoticesController],
  providers: [
    NoticeSettings,
    NoticeSettingsRepository,
    Notices,
    NoticesRepository,
    OwnNotices,
    PersonalNotices,
    SweepNoticesJob,
  ],
  exports: [Notices],
})
export class NoticesModule {}
