import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { AccountInvitations } from './account-invitations.ts';
import { AccountOpeningsController } from './account-openings.controller.ts';
import { AccountOpenings } from './account-openings.ts';
import { Amendments } from './amendments.ts';
import { CloseMembersJob } from './close-members.job.ts';
import { ClosingsController } from './closings.controller.ts';
import { ClosingsRepository } from './closings.repository.ts';
import { ClosingTrail } from './closing-trail.ts';
import { Closings } from './closings.ts';
import { Consents } from './consents.ts';
import { ConsentGrants } from './consent-grants.ts';
import { ConsentWithdrawals } from './consent-withdrawals.ts';
import { Contacts } from './contacts.repository.ts';
import { ConsentsController } from './consents.controller.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { EmailChangeMails } from './email-change-mails.ts';
import { EmailChanges } from './email-changes.ts';
import { EmailConfirmations } from './email-confirmations.ts';
import { DetailsRepository } from './details.repository.ts';
import { EmailsController } from './emails.controller.ts';
import { EqualPhonesController } from './equal-phones.controller.ts';
import { EqualPhones } from './equal-phones.ts';
import { Enrolment } from './enrolment.ts';
import { ErasableMembers } from './erasable-members.repository.ts';
import { ExportedMembers } from './exported-members.ts';
import { FoundByDetails } from './found-by-details.ts';
import { ImportedTagsRepository } from './imported-tags.repository.ts';
import { ImportedTags } from './imported-tags.ts';
import { JoiningParts } from './joining-parts.ts';
import { JoiningTerms } from './joining-terms.ts';
import { Leaving } from './leaving.ts';
import { ListParts } from './list-parts.ts';
import { MemberAddresses } from './member-addresses.ts';
import { MemberFigures } from './figures.repository.ts';
import { MemberDays } from './member-days.repository.ts';
import { MemberListRepository } from './member-list.repository.ts';
import { MemberList } from './member-list.ts';
import { NumbersOfMembers } from './member-numbers.repository.ts';
import { MemberView } from './member-view.ts';
import { MemberSessionsController } from './member-sessions.controller.ts';
import { MemberSessions } from './member-sessions.ts';
import { MembersController } from './members.controller.ts';
import { MembersRepository } from './members.repository.ts';
import { Members } from './members.ts';
import { MembershipRepository } from './membership.repository.ts';
import { KindsController } from './kinds.controller.ts';
import { KindsRepository } from './kinds.repository.ts';
import { MemberKinds } from './kinds.ts';
import { MergedPeopleRepository } from './merged-people.repository.ts';
import { MergedPeople } from './merged-people.ts';
import { MergeRequestsController } from './merge-requests.controller.ts';
import { MergeRequestsRepository } from './merge-requests.repository.ts';
import { MergeRequests } from './merge-requests.ts';
import { OriginsController } from './origins.controller.ts';
import { OriginsRepository } from './origins.repository.ts';
import { Origins } from './origins.ts';
import { PhoneCodes } from './phone-codes.repository.ts';
import { PhoneConfirmations } from './phone-confirmations.ts';
import { PhonesController } from './phones.controller.ts';
import { ProfileEffects } from './profile-effects.ts';
import { Profiles } from './profiles.ts';
import { NewMembers } from './new-members.ts';
import { Registration } from './registration.ts';
import { RegistrationsController } from './registrations.controller.ts';
import { RosterRepository } from './roster.repository.ts';
import { Roster } from './roster.ts';
import { AddressProofs } from './address-proofs.ts';
import { SavedFiltersController } from './saved-filters.controller.ts';
import { SavedFiltersRepository } from './saved-filters.repository.ts';
import { SavedFilters } from './saved-filters.ts';
import { PhoneFormsJob } from './phone-forms.job.ts';
import { PhoneForms } from './phone-forms.repository.ts';
import { StatedConsentsRepository } from './stated-consents.repository.ts';
import { StatedConsents } from './stated-consents.ts';
import { StoredPhones } from './stored-phones.ts';
import { TagsController } from './tags.controller.ts';
import { TagsRepository } from './tags.repository.ts';
import { MemberTags } from './tags.ts';
import { TimelineSources } from './timeline-sources.ts';
import { Timeline } from './timeline.ts';
import { PersonalMembers } from './personal-members.repository.ts';
import { MailTemplates } from '../../platform/mail/index.ts';
import { membersMails } from './mails/index.ts';

@Module({
  imports: [ClubModule, IdentityModule],
  controllers: [
    MembersController,
    RegistrationsController,
    EmailsController,
    AccountOpeningsController,
    ClosingsController,
    ConsentsController,
    MemberSessionsController,
    OriginsController,
    PhonesController,
    SavedFiltersController,
    TagsController,
    KindsController,
    MergeRequestsController,
    EqualPhonesController,
  ],
  providers: [
    PersonalMembers,
    AccountInvitations,
    AccountOpenings,
    AddressProofs,
    Amendments,
    CloseMembersJob,
    Closings,
    ClosingsRepository,
    ClosingTrail,
    ConfirmationMails,
    Consents,
    ConsentsRepository,
    ConsentGrants,
    ConsentWithdrawals,
    Contacts,
    DetailsRepository,
    EmailChangeMails,
    EmailChanges,
    EmailConfirmations,
    Enrolment,
    EqualPhones,
    ErasableMembers,
    ExportedMembers,
    FoundByDetails,
    ImportedTags,
    ImportedTagsRepository,
    Leaving,
    MemberAddresses,
    JoiningParts,
    JoiningTerms,
    ListParts,
    MemberDays,
    MemberFigures,
    MemberList,
    NumbersOfMembers,
    MemberListRepository,
    Members,
    MemberSessions,
    MemberTags,
    SavedFilters,
    SavedFiltersRepository,
    TagsRepository,
    KindsRepository,
    MemberKinds,
    MembershipRepository,
    MembersRepository,
    PhoneForms,
    PhoneFormsJob,
    StatedConsents,
    StatedConsentsRepository,
    StoredPhones,
    MemberView,
    MergedPeople,
    MergedPeopleRepository,
    MergeRequests,
    MergeRequestsRepository,
    Origins,
    OriginsRepository,
    PhoneCodes,
    PhoneConfirmations,
    ProfileEffects,
    Profiles,
    NewMembers,
    Registration,
    Roster,
    RosterRepository,
    Timeline,
    TimelineSources,
  ],
  exports: [
    AccountInvitations,
    AddressProofs,
    MemberList,
    NumbersOfMembers,
    MemberTags,
    Amendments,
    Consents,
    ConsentGrants,
    ConsentWithdrawals,
    Contacts,
    ErasableMembers,
    ImportedTags,
    JoiningParts,
    JoiningTerms,
    ListParts,
    MemberFigures,
    MemberKinds,
    Members,
    MemberView,
    Roster,
    StatedConsents,
    TimelineSources,
    MergedPeople,
  ],
})
export class MembersModule {
  constructor(templates: MailTemplates) {
    templates.register(membersMails);
  }
}
