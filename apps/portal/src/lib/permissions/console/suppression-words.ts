import type { Suppression } from '@regulars/contracts';
import { suppressionEnds } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';

export const suppressionReasonNames: Record<Suppression['reason'], () => string> = {
  'unsubscribed-by-request': m.suppressions_reason_unsubscribed_by_request,
  'hard-bounce': m.suppressions_reason_hard_bounce,
  complaint: m.suppressions_reason_complaint,
  manual: m.suppressions_reason_manual,
};

export const suppressionSourceNames: Record<Suppression['source'], () => string> = {
  staff: m.suppressions_source_staff,
  'api-key': m.suppressions_source_api_key,
  'mail-server': m.suppressions_source_mail_server,
  erasure: m.suppressions_source_erasure,
};

export const suppressionKindNames: Record<Suppression['kind'], () => string> = {
  email: m.permissions_channel_email,
  phone: m.permissions_channel_telephone,
};

const ends: Record<(typeof suppressionEnds)[number], () => string> = {
  'asked-again': m.suppressions_end_asked_again,
  'address-works': m.suppressions_end_address_works,
  mistake: m.suppressions_end_mistake,
};

export const optionsOf = (names: Readonly<Record<string, () => string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, label: name() }));

export const suppressionEndOptions = () => suppressionEnds.map((value) => ({ value, label: ends[value]() }));
