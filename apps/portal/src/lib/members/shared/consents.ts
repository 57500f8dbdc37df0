import type { ConsentChannel, ConsentPurpose, Member } from '@regulars/contracts';
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

export interface NamedConsent {
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

/** Whether a consent by SMS counts only after the member has typed the code from a message. */
export const waitsForCode = ({ consents }: Pick<Member, 'consents'>): boolean =>
  consents.some(({ channel, state }) => channel === 'sms' && state === 'pending');
