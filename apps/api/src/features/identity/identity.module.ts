import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { Accountless } from './accountless.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { Accounts } from './accounts.ts';
import { AccountsForMembers } from './accounts-for-members.ts';
import { ApiKeyStrategy } from './api-key.strategy.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { ApiKeysRepository } from './api-keys.repository.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { Attempts } from './attempts.ts';
import { Guesses } from './guesses.ts';
import { Browsers } from './browsers.ts';
import { Credentials } from './credentials.ts';
import { DemoAccounts } from './demo-accounts.ts';
import { ApiKeyEntity } from './entities/api-key.entity.ts';
import { StaffRoleEntity } from './entities/staff-role.entity.ts';
import { FirstSession } from './first-session.ts';
import { KnownBrowsersRepository } from './known-browsers.repository.ts';
import { LinksRepository } from './links.repository.ts';
import { MailLinks } from './mail-links.ts';
import { Mailboxes } from './mailboxes.ts';
import { MemberMailboxes } from './member-mailboxes.ts';
import { MemberAccounts } from './member-accounts.ts';
import { NewDeviceNotice } from './new-device-notice.ts';
import { PasswordResetsController } from './password-resets.controller.ts';
import { PasswordRules } from './password-rules.ts';
import { Passwords } from './passwords.ts';
import { PasswordResets } from './password-resets.ts';
import { Presence } from './presence.ts';
import { SendPasswordResetJob } from './send-password-reset.job.ts';
import { SessionStrategy } from './session.strategy.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { SessionsService } from './sessions.service.ts';
import { SignInPace } from './sign-in-pace.ts';
import { SignIn } from './sign-in.ts';
import { StaffAccountsRepository } from './staff-accounts.repository.ts';
import { StaffAccounts } from './staff-accounts.ts';
import { StaffJoining } from './staff-joining.ts';
import { StreamAdmission } from './stream-admission.ts';
import { PersonalAccounts } from './personal-accounts.repository.ts';
import { MailTemplates } from '../../platform/mail/index.ts';
import { identityMails } from './mails/index.ts';
import { ExportedKeys } from './exported-keys.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([ApiKeyEntity, StaffRoleEntity]),
    ClubModule,
    PassportModule.register({ session: false }),
  ],
  controllers: [SessionsController, ApiKeysController, PasswordResetsController],
  providers: [
    ExportedKeys,
    PersonalAccounts,
    Accountless,
    Accounts,
    AccountsForMembers,
    AccountsRepository,
    ApiKeysRepository,
    ApiKeysService,
    ApiKeyStrategy,
    Attempts,
    Guesses,
    Browsers,
    Credentials,
    DemoAccounts,
    FirstSession,
    KnownBrowsersRepository,
    LinksRepository,
    Mailboxes,
    MailLinks,
    MemberAccounts,
    MemberMailboxes,
    NewDeviceNotice,
    PasswordResets,
    PasswordRules,
    Passwords,
    Presence,
    SendPasswordResetJob,
    SessionStrategy,
    SessionsRepository,
    SessionsService,
    SignIn,
    SignInPace,
    StaffAccounts,
    StaffAccountsRepository,
    StaffJoining,
    StreamAdmission,
  ],
  exports: [
    Accountless,
    Accounts,
    AccountsForMembers,
    ApiKeysService,
    Attempts,
    Guesses,
    Browsers,
    Credentials,
    DemoAccounts,
    FirstSession,
    Mailboxes,
    MailLinks,
    MemberAccounts,
    MemberMailboxes,
    Presence,
    SessionsService,
    StaffAccounts,
    StaffJoining,
  ],
})
export class IdentityModule {
  constructor(templates: MailTemplates) {
    templates.register(identityMails);
  }
}
