import type { Opportunity } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';

export type ProfileField = Opportunity['profile'][number];

type Text = (inputs: object, options: { locale?: Locale }) => string;
const names: { readonly [Field in ProfileField]: Text } = {
  firstName: m.common_first_name,
  lastName: m.common_last_name,
  phone: m.common_phone,
  birthday: m.common_birthday,
};

/** In the order in which members are asked. */
export const profileFields = ['birthday', 'phone', 'firstName', 'lastName'] as const;

export const profileFieldName = (field: ProfileField, options: { locale?: Locale } = {}): string =>
  names[field]({}, options);
