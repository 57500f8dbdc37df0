import type { Permission } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';

type Reason = NonNullable<Permission['reason']>;

const reasons: Record<Reason, () => string> = {
  'not-a-member': m.permissions_reason_not_a_member,
  'membership-closed': m.permissions_reason_membership_closed,
  'membership-blocked': m.permissions_reason_membership_blocked,
  'no-address': m.permissions_reason_no_address,
  'address-unconfirmed': m.permissions_reason_address_unconfirmed,
  'other-address': m.permissions_reason_other_address,
  'invented-person': m.permissions_reason_invented_person,
  'under-age': m.permissions_reason_under_age,
  'never-asked': m.permissions_reason_never_asked,
  pending: m.permissions_reason_pending,
  refused: m.permissions_reason_refused,
  suppressed: m.permissions_reason_suppressed,
  'ecg-listed': m.permissions_reason_ecg_listed,
  'contact-cap': m.permissions_reason_contact_cap,
  'quiet-hours': m.permissions_reason_quiet_hours,
};
const isReason = (text: string): text is Reason => text in reasons;

/** Why the club may not write to a member; '' for none. */
export const notPermittedText = (reason: string | null): string =>
  reason === null || !isReason(reason) ? '' : reasons[reason]();

export const channelNames: Record<Permission['channel'], () => string> = {
  email: m.permissions_channel_email,
  push: m.permissions_channel_push,
  sms: m.permissions_channel_sms,
  post: m.permissions_channel_post,
  telephone: m.permissions_channel_telephone,
  portal: m.permissions_channel_portal,
};

/** Why the club may, or may not. */
export const whyText = (
  { basis, reason, consent }: Pick<Permission, 'basis' | 'reason' | 'consent'>,
  timeZone: string,
): string => {
  if (basis === 'consent' && consent)
    return m.permissions_basis_consent({ date: dateTime(consent.changedAt, 'date', timeZone) });
  if (basis === 'existing-customer') return m.permissions_basis_existing_customer();
  return basis === 'service' ? m.permissions_basis_service() : notPermittedText(reason);
};
