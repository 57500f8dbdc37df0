import type { Referral } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type State = Referral['state'];

export const referralLooks = {
  open: { tone: 'neutral', text: m.referrals_console_states_open },
  review: { tone: 'warn', text: m.referrals_console_states_review },
  paid: { tone: 'good', text: m.referrals_console_states_paid },
  refused: { tone: 'bad', text: m.referrals_console_states_refused },
  lapsed: { tone: 'neutral', text: m.referrals_console_states_lapsed },
  returned: { tone: 'bad', text: m.referrals_console_states_returned },
} as const satisfies Record<State, object>;

export const referralStates = Object.keys(referralLooks) as State[];

const signs: { readonly [Sign in Referral['signs'][number]]: () => string } = {
  email: m.referrals_console_signs_email,
  phone: m.referrals_console_signs_phone,
  person: m.referrals_console_signs_person,
  browser: m.referrals_console_signs_browser,
};
export const signText = (sign: Referral['signs'][number]): string => signs[sign]();

const ways: { readonly [Way in Referral['way']]: () => string } = {
  link: m.referrals_console_way_link,
  till: m.referrals_console_way_till,
};
export const wayText = (way: Referral['way']): string => ways[way]();

/** Whether a person of the team can still decide. */
export const mayApprove = ({ state }: Referral): boolean => state === 'review';
export const mayRefuse = ({ state }: Referral): boolean => state === 'review' || state === 'open';

export const nameOf = (person: Referral['member']): string =>
  person?.displayName || m.referrals_console_erased();
