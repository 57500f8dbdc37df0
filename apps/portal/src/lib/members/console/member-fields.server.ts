import { createMember, operationOf, updateMember } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { field, readBy, ticked } from '#lib/server/fields.ts';
import { isLanguage } from '#lib/shell/languages.ts';
import { birthdayOf } from '../shared/birthday.ts';

const created = operationOf(createMember).body.shape;
const changed = operationOf(updateMember).body.shape;
const language = readBy((typed) => (isLanguage(typed) ? typed : getLocale()), m.common_field_wrong, 'read');

/** Of a new member; the contract leaves out empty ones. */
export const newMemberFields = {
  firstName: field(created.firstName, m.account_name_wrong),
  lastName: field(created.lastName, m.account_name_wrong),
  email: field(created.email, m.common_field_email),
  phone: field(created.phone, m.common_field_phone),
  birthday: field(created.birthday, m.common_field_birthday, birthdayOf),
  externalId: field(created.externalId),
  language,
};

/** Of an edited member; empty ones are removed, but for the first name. `named`: the member has one. */
export const changedMemberFields = {
  named: ticked,
  firstName: field(changed.firstName, m.account_name_wrong),
  lastName: field(changed.lastName, m.account_name_wrong),
  email: field(changed.email, m.common_field_email),
  phone: field(changed.phone, m.common_field_phone),
  birthday: field(changed.birthday, m.common_field_birthday, birthdayOf),
  externalId: field(changed.externalId),
  language,
};
