import { addressParts, company, phone } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { field } from '#lib/server/fields.ts';
import type { RefusalWords } from '#lib/server/submit.ts';

/** What few members tell, as a form sends it; empty ones are removed. */
export const detailFields = {
  secondPhone: field(phone.nullable(), m.common_field_phone),
  company: field(company.nullable()),
  street: field(addressParts.street),
  postcode: field(addressParts.postcode),
  city: field(addressParts.city),
  region: field(addressParts.region),
  country: field(addressParts.country),
};

export const detailWords: RefusalWords = { names: { address: 'street' } };

interface Parts {
  readonly street: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
}

/** As the contract takes them. */
export const withAddress = <Data extends Parts>({
  street,
  postcode,
  city,
  region,
  country,
  ...others
}: Data): Omit<Data, keyof Parts> & { address: Parts | null } => {
  const address = { street, postcode, city, region, country };
  return { ...others, address: Object.values(address).some((part) => part !== null) ? address : null };
};
