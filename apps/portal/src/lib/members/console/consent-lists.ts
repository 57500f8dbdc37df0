import type { ConsentName, Member } from '@regulars/contracts';
import { consentChannels } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';
import type { NamedConsent } from '../shared/consents.ts';

export const consentStates = {
  granted: { tone: 'good', text: m.consents_state_granted },
  pending: { tone: 'warn', text: m.consents_state_pending },
  refused: { tone: 'neutral', text: m.consents_state_refused },
} as const satisfies Record<
  Member['consents'][number]['state'],
  { tone: 'good' | 'warn' | 'neutral'; text: () => string }
>;

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
