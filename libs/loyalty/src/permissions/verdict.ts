import { hasYear } from '@regulars/conditions';
import { ageOn } from '../members/age.ts';
import type { CountryRule } from './country-rules.ts';

/** Service: what the contract with the member needs. It needs no consent. */
export type MessageClass = 'service' | 'marketing' | 'survey';
export type MessageChannel = 'email' | 'push' | 'sms' | 'post' | 'telephone' | 'portal';
export type PermissionBasis = 'service' | 'consent' | 'existing-customer';
export type NotPermitted =
  | 'membership-closed'
  | 'membership-blocked'
  | 'no-address'
  | 'address-unconfirmed'
  | 'under-age'
  | 'suppressed'
  | 'ecg-listed'
  | 'never-asked'
  | 'pending'
  | 'refused';

export interface PermissionFacts {
  readonly status: 'active' | 'blocked' | 'closed';
  /** `YYYY-MM-DD`, or `--MM-DD` if the year is unknown. */
  readonly birthday: string | null;
  /** In the club's calendar. */
  readonly today: Temporal.PlainDate;
  /** Where the channel reaches the member. */
  readonly address: 'ready' | 'unconfirmed' | 'none';
  /** Whether the address is on a list of those that get neither advertising nor surveys, whatever the member said. */
  readonly suppressed: boolean;
  /** What the member said about this class and channel; null if nobody asked. */
  readonly consent: 'granted' | 'pending' | 'refused' | null;
  /** Whether the member has bought recently. */
  readonly isCustomer: boolean;
  /** Whether the address is on the Austrian ECG list, where that counts. */
  readonly ecgListed: boolean;
  readonly rule: CountryRule;
}

export type PermissionVerdict =
  | { readonly allowed: true; readonly basis: PermissionBasis; readonly reason: null }
  | { readonly allowed: false; readonly basis: null; readonly reason: NotPermitted };

/** Whether the club may write to a member now, and why. */
export const permissionVerdict = (
  messageClass: MessageClass,
  channel: MessageChannel,
  facts: PermissionFacts,
): PermissionVerdict => {
  if (messageClass === 'service') return because('service');
  const reason =
    unreachable(facts) ??
    (isUnderAge(facts) ? 'under-age' : null) ??
    (facts.suppressed ? 'suppressed' : null);
  if (reason) return not(reason);
  if (facts.consent === 'granted') return because('consent');
  if (facts.consent !== null) return not(facts.consent);
  const { isCustomer, rule } = facts;
  const asCustomer =
    messageClass === 'marketing' && channel === 'email' && isCustomer && rule.existingCustomers;
  if (!asCustomer) return not('never-asked');
  return facts.ecgListed ? not('ecg-listed') : because('existing-customer');
};

const because = (basis: PermissionBasis): PermissionVerdict => ({ allowed: true, basis, reason: null });
const not = (reason: NotPermitted): PermissionVerdict => ({ allowed: false, basis: null, reason });

const unreachable = ({ status, address }: PermissionFacts): NotPermitted | null => {
  if (status !== 'active') return `membership-${status}`;
  if (address === 'ready') return null;
  return address === 'none' ? 'no-address' : 'address-unconfirmed';
};

/** Without a year of birth, a member counts as old enough. */
const isUnderAge = ({ birthday, today, rule }: PermissionFacts): boolean =>
  birthday !== null && hasYear(birthday) && ageOn(today, birthday) < rule.ageOfConsent;

/** What is done with the data of a member, rather than sent. Both need a consent of their own. */
export const useVerdict = (
  facts: Pick<PermissionFacts, 'status' | 'birthday' | 'today' | 'consent' | 'rule'>,
): PermissionVerdict =>
  permissionVerdict('survey', 'portal', {
    ...facts,
    address: 'ready',
    suppressed: false,
    ecgListed: false,
    isCustomer: false,
  });
