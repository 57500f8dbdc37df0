import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailTemplates } from '../../platform/mail/index.ts';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { AcceptancesRepository } from './acceptances.repository.ts';
import { DraftsRepository } from './drafts.repository.ts';
import { LegalDraftEntity } from './entities/legal-draft.entity.ts';
import { LegalSettingsEntity } from './entities/legal-settings.entity.ts';
import { LegalController } from './legal.controller.ts';
import { LegalPublishing } from './legal-publishing.ts';
import { LegalSettingsRepository } from './legal-settings.repository.ts';
import { LegalSettings } from './legal-settings.ts';
import { LegalTemplates } from './legal-templates.ts';
import { LegalTexts } from './legal-texts.ts';
import { LegalWriting } from './legal-writing.ts';
import { legalMails } from './mails/index.ts';
import { NoticesRepository } from './notices.repository.ts';
import { OwnTermsController } from './own-terms.controller.ts';
import { PersonalLegal } from './personal-legal.repository.ts';
import { TermsMails } from './terms-mails.ts';
import { TermsNoticesJob } from './terms-notices.job.ts';
import { Terms } from './terms.ts';
import { VersionsRepository } from './versions.repository.ts';

@Module({
  imports: [TypeOrmModule.forFeature([LegalDraftEntity, LegalSettingsEntity]), ClubModule, MembersModule],
  controllers: [LegalController, OwnTermsController],
  providers: [
    AcceptancesRepository,
    DraftsRepository,
    LegalPublishing,
    LegalSettings,
    LegalSettingsRepository,
    LegalTemplates,
    LegalTexts,
    LegalWriting,
    NoticesRepository,
    PersonalLegal,
    Terms,
    TermsMails,
    TermsNoticesJob,
    VersionsRepository,
  ],
  exports: [LegalPublishing, LegalSettings, LegalTemplates, LegalTexts, LegalWriting, Terms, TermsNoticesJob],
})
export class LegalModule {
  constructor(templates: MailTemplates) {
    templates.register(legalMails);
  }
}
