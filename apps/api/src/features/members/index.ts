// Owns members, their consents and the registries by which other features take part in a membership.
// Promises: what features do for a new member happens in the joining transaction or not at all.
// Publishes member.joined, member.changed, member.closing-asked, member.closing-withdrawn, member.closed, member.reopened.
// In the database: members, consents, phone_codes, member_tags, member_kinds, member_scored, member_badges, member_segments, member_interests, member_details, member_origins,
//   changed_members, changed_members_wanted, saved_filters, merge_requests, member_closings, member_days, member_search_text(),
//   phone_without_country(), members_spelled_like(), note_member_days(), note_changed_members().
// For the SQL of others: member_name(), member_profile(), member_person(), member_person_history(), member_status(), hold_member_status(),
//   member_by_external_id(), member_survivor(), alike_members(), members_by_phone(), members_by_email(), member_ids(), current_member_ids(),
//   assert_erasable(), give_badges(), withdraw_badges(), members_born_on(), members_joined_in(), members_joined_before(),
//   member_held(), members_holding(), consents_given(), member_kinds, member_scored, member_segments, member_interests, changed_members,
//   changed_members_wanted, note_changed_members().
export { AccountInvitations } from './account-invitations.ts';
export { AddressProofs } from './address-proofs.ts';
export { Amendments, type Amendment } from './amendments.ts';
export { CloseMembersJob } from './close-members.job.ts';
export { ConsentGrants } from './consent-grants.ts';
export { ConsentWithdrawals } from './consent-withdrawals.ts';
export { Consents } from './consents.ts';
export { consentIn, Contacts, type Contact } from './contacts.repository.ts';
export { ErasableMembers } from './erasable-members.repository.ts';
export { activeMembers, customersOnly, memberFactColumns } from './facts.repository.ts';
export { ImportedTags, type AddedTags } from './imported-tags.ts';
export { MemberKinds } from './kinds.ts';
export { MemberFigures } from './figures.repository.ts';
export { wholeAddress, type AddressGiven } from './details.ts';
export { displayNameOf, fullNameOf, type ConsentGiven, type MemberRecord, type NewMember } from './member.ts';
export { MemberList } from './member-list.ts';
export { NumbersOfMembers, type MemberNumbers } from './member-numbers.repository.ts';
export { MemberTags } from './tags.ts';
export { MemberView } from './member-view.ts';
export { JoiningParts, type Invitation, type JoiningPart, type Newcomer } from './joining-parts.ts';
export { JoiningTerms, type AcceptedTerms, type TermsKeeper } from './joining-terms.ts';
export {
  ListParts,
  type BoughtTime,
  type ExpiryTime,
  type JoinedTable,
  type ListTest,
} from './list-parts.ts';
export { MergedPeople, type MergedPeopleBefore } from './merged-people.ts';
export { Members } from './members.ts';
export { MembersModule } from './members.module.ts';
export { Roster, type RosterMember } from './roster.ts';
export { StatedConsents, type StatedConsent } from './stated-consents.ts';
export { textDetails, TimelineSources, type TimelineSlice, type TimelineSource } from './timeline-sources.ts';
