import {
  consentChannels,
  type ConsentChannel,
  type ConsentPurpose,
  type earlierPurposes,
  type Member,
} from '@regulars/contracts';
import type { ConsentGiven } from './member.ts';

type Consent = Member['consents'][number];
type Earlier = (typeof earlierPurposes)[number];
type Named = Pick<Consent, 'purpose' | 'channel'>;

/** A consent as it is stored: under today's names, of one channel. */
export interface StoredConsent extends Omit<ConsentGiven, 'purpose' | 'channel'> {
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel | null;
}

const earlier: Record<Earlier, readonly [ConsentPurpose, ConsentChannel | null]> = {
  newsletter: ['marketing', 'email'],
  personalisation: ['profiling', null],
};
const surveysOnce = ['email', 'portal'] as const satisfies ConsentChannel[];

/** A consent may come under an earlier name, or without the channels that it means. */
export const storedConsents = ({ purpose, channel: named, ...consent }: ConsentGiven): StoredConsent[] => {
  const channel = named ?? null;
  if (purpose === 'newsletter' || purpose === 'personalisation') {
    const [today, its] = earlier[purpose];
    return [{ ...consent, purpose: today, channel: its }];
  }
  if (channel !== null || (purpose !== 'surveys' && purpose !== 'marketing'))
    return [{ ...consent, purpose, channel }];
  // The contract lets only a refusal of advertising come without a channel.
  const meant = purpose === 'surveys' ? surveysOnce : consentChannels;
  return meant.map((each) => ({ ...consent, purpose, channel: each }));
};

/** The same consents with their earlier names, for clients that know those. */
export const withEarlierNames = (consents: readonly Consent[]): Consent[] => {
  const of = ([purpose, channel]: readonly [string, string | null]): Consent[] =>
    consents.filter((consent) => consent.purpose === purpose && consent.channel === channel);
  const renamed = (Object.keys(earlier) as Earlier[]).flatMap((name) =>
    of(earlier[name]).map((consent) => ({ ...consent, purpose: name, channel: null })),
  );
  const surveys = surveysOnce.flatMap((channel) => of(['surveys', channel]));
  return [...consents, ...renamed, ...together(surveys)].toSorted(byName);
};

const byName = (one: Named, other: Named): number => (keyOf(one) < keyOf(other) ? -1 : 1);
/** One for each consent that can be given by itself. */
export const keyOf = ({ purpose, channel }: Named): string => `${purpose} ${channel ?? ''}`;

/** What counts for all channels counts for both names: given is what every channel was given. */
const together = (consents: readonly Consent[]): Consent[] => {
  const [newest] = consents.toSorted((one, other) => (one.changedAt < other.changedAt ? 1 : -1));
  if (!newest) return [];
  const weakest =
    consents.find(({ state }) => state === 'refused') ??
    consents.find(({ state }) => state === 'pending') ??
    newest;
  return [{ ...newest, channel: null, granted: weakest.granted, state: weakest.state }];
};
