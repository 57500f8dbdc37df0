import { Module } from '@nestjs/common';
import { ClubModule, ClubSettings } from '../club/index.ts';
import { LegalModule, LegalTexts } from '../legal/index.ts';
import { MailBrand, MailTemplates, PortalLinks } from '../../platform/mail/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { PointsModule } from '../points/index.ts';
import { ExpiryMails } from './expiry-mails.ts';
import { ExpiryNoticesJob } from './expiry-notices.job.ts';
import { KeptMails } from './kept-mails.ts';
import { MailSettingsController } from './mail-settings.controller.ts';
import { MailTests } from './mail-tests.ts';
import { MailingController } from './mailing.controller.ts';
import { legalNames } from './legal-names.ts';
import { mailingMails } from './mails/index.ts';
import { ExportedMails } from './exported-mails.ts';
import { SenderDomain } from './sender-domain.ts';

@Module({
  imports: [ClubModule, IdentityModule, LegalModule, MembersModule, NoticesModule, PointsModule],
  controllers: [MailingController, MailSettingsController],
  providers: [ExportedMails, ExpiryMails, ExpiryNoticesJob, KeptMails, MailTests, SenderDomain],
  exports: [ExpiryNoticesJob],
})
export class MailingModule {
  constructor(
    templates: MailTemplates,
    brand: MailBrand,
    club: ClubSettings,
    texts: LegalTexts,
    portal: PortalLinks,
  ) {
    templates.register(mailingMails);
    brand.comesFrom(async () => {
      const { name, accent, timeZone, logo } = await club.current();
      const links = (await texts.list()).map(({ kind }) => ({
        label: legalNames[kind],
        url: portal.to(`/legal/${kind}`),
      }));
      return { name, accent, timeZone, logo: logo && portal.to(`${logo}&as=mail`), links };
    });
  }
}
