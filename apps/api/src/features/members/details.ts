import type { Address } from '@regulars/contracts';

/** What few members tell. */
export interface MemberDetails {
  readonly address: Address | null;
  readonly company: string | null;
  /** Others may have the same one. */
  readonly secondPhone: string | null;
}

/** Parts that are missing are empty. */
export type AddressGiven = Partial<Address>;

/** What is absent stays as it is. */
export interface DetailsGiven {
  readonly address?: AddressGiven | null | undefined;
  readonly company?: string | null | undefined;
  readonly secondPhone?: string | null | undefined;
}

export const noDetails: MemberDetails = { address: null, company: null, secondPhone: null };

const emptyAddress: Address = { street: null, postcode: null, city: null, region: null, country: null };

/** Null if no part is filled. */
export const wholeAddress = (given: AddressGiven | null): Address | null =>
  given && Object.values(given).some(Boolean) ? { ...emptyAddress, ...given } : null;

/** Apart from the other fields of a change. */
export const detailsIn = ({ address, company, secondPhone }: DetailsGiven): Partial<MemberDetails> => ({
  ...(address === undefined ? {} : { address: wholeAddress(address) }),
  ...(company === undefined ? {} : { company }),
  ...(secondPhone === undefined ? {} : { secondPhone }),
});
