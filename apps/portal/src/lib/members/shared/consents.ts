import type { ConsentChannel, ConsentEntry, ConsentName, ConsentPurpose, Member } from '@regulars/contracts';
import { consentChannels } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';

const purposes: Record<ConsentPurpose, () => string> = {
  terms: m.consents_purpose_terms,
  marketing: m.consents_purpose_marketing,
  surveys: m.consents_purpose_surveys,
  profiling: m.consents_purpose_profiling,
  tracking: m.consents_purpose_tracking,
};
const channels: Record<ConsentChannel, () => string> = {
  email: m.consents_channel_email,
  push: m.consents_channel_push,
  sms: m.consents_channel_sms,
  post: m.consents_channel_post,
  telephone: m.consents_channel_telephone,
  portal: m.consents_channel_portal,
};

interface NamedConsent {
  readonly purpose: ConsentPurpose;
  readonly channel?: ConsentChannel | null;
}

/** `News and offers by e-mail`. */
export const consentTitle = ({ purpose, channel }: NamedConsent): string =>
  channel ? `${purposes[purpose]()} ${channels[channel]()}` : purposes[purpose]();

/** In forms: `marketing.email`, `tracking`. */
export const consentKey = ({ purpose, channel }: NamedConsent): string =>
  channel ? `${purpose}.${channel}` : purpose;

/** Null if the text is not a key. */
export const consentOf = (key: string): { purpose: ConsentPurpose; channel?: ConsentChannel } | null => {
  const [purpose = '', channel] = key.split('.');
  if (!isPurpose(purpose)) return null;
  if (channel === undefined) return { purpose };
  return isChannel(channel) ? { purpose, channel } : null;
};
const isPurpose = (text: string): text is ConsentPurpose => text in purposes;
const isChannel = (text: string): text is ConsentChannel => text in channels;

type Consent = Member['consents'][number];
type CurrentConsent = Consent & { readonly purpose: ConsentPurpose };

/** Without those that are told once more, under an earlier name. */
export const currentConsents = (consents: readonly Consent[]): CurrentConsent[] =>
  consents.filter(
    (consent): consent is CurrentConsent =>
      isPurpose(consent.purpose) && !(consent.purpose === 'surveys' && consent.channel === null),
  );

export const consentStates = {
  granted: { tone: 'good', text: m.consents_state_granted },
  pending: { tone: 'warn', text: m.consents_state_pending },
  refused: { tone: 'neutral', text: m.consents_state_refused },
} as const satisfies Record<Consent['state'], { tone: 'good' | 'warn' | 'neutral'; text: () => string }>;

export const consentChanges: Record<ConsentEntry['state'], () => string> = {
  granted: m.consents_change_granted,
  pending: m.consents_change_pending,
  refused: m.consents_change_refused,
};

export const consentSources: Record<NonNullable<ConsentEntry['source']>, () => string> = {
  member: m.consents_source_member,
  staff: m.consents_source_staff,
  api: m.consents_source_api,
  import: m.consents_source_import,
  demo: m.consents_source_demo,
  confirmation: m.consents_source_confirmation,
  'address-changed': m.consents_source_address_changed,
  preferences: m.consents_source_preferences,
  unsubscribe: m.consents_source_unsubscribe,
};

/** What staff can record: terms are accepted by members only. */
export const recordable: readonly NamedConsent[] = [
  ...(['marketing', 'surveys'] as const).flatMap((purpose) =>
    consentChannels.map((channel) => ({ purpose, channel })),
  ),
  { purpose: 'profiling' },
  { purpose: 'tracking' },
];

/** What lists filter by. */
export const listedConsents: readonly (NamedConsent & { readonly name: ConsentName })[] = [
  { name: 'newsletter', purpose: 'marketing', channel: 'email' },
  ...consentChannels
    .filter((channel) => channel !== 'email')
    .map((channel) => ({ name: `marketing-${channel}` as const, purpose: 'marketing' as const, channel })),
  { name: 'surveys', purpose: 'surveys' },
  { name: 'personalisation', purpose: 'profiling' },
  { name: 'tracking', purpose: 'tracking' },
  { name: 'terms', purpose: 'terms' },
];
