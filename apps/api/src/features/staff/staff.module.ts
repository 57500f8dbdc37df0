import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { Invitations } from './invitations.ts';
import { StaffController } from './staff.controller.ts';
import { StaffService } from './staff.service.ts';
import { MailTemplates } from '../../platform/mail/index.ts';
import { staffMails } from './mails/index.ts';
import { ExportedStaff } from './exported-staff.ts';

@Module({
  imports: [ClubModule, IdentityModule],
  controllers: [StaffController],
  providers: [ExportedStaff, Invitations, StaffService],
  exports: [StaffService],
})
export class StaffModule {
  constructor(templates: MailTemplates) {
    templates.register(staffMails);
  }
}
