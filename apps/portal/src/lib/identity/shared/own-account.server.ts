import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { changePassword, endOwnSession } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf, refuse, type Refusal } from '#lib/server/form.ts';
import { ownPasswordFault } from './password.server.ts';
import type { ProfileSection } from './profile.ts';

type Event = Pick<RequestEvent, 'locals'>;
type Values = Record<string, string>;

// `section` distinguishes the forms of the page, so that each shows only its own result.
export const saved = (section: ProfileSection, text: string) => ({ section, saved: text });
export const refused = (section: ProfileSection, { status, data }: ActionFailure<Refusal>) =>
  fail(status, { section, ...data });

export async function changeOwnPassword({ locals }: Event, values: Values) {
  const { currentPassword: current = '', nextPassword: next = '' } = values;
  const fields: Values = {};
  if (!current) fields.currentPassword = m.common_field_required();
  const fault = next ? ownPasswordFault(next, locals.session) : m.common_field_required();
  if (fault) fields.nextPassword = fault;
  if (Object.keys(fields).length > 0) return refused('password', refuse(values, fields));
  try {
    await locals.api.call(changePassword, { body: { current, next } });
  } catch (thrown) {
    const wrong: [string, string] = ['currentPassword', m.member_profile_password_wrong()];
    const names = { current: 'currentPassword', next: 'nextPassword' };
    return refused('password', refusalOf(thrown, values, { names, atField: { 'wrong-credentials': wrong } }));
  }
  return saved('password', m.member_profile_password_saved());
}

export async function endOther({ locals }: Event, values: Values) {
  try {
    await locals.api.call(endOwnSession, { params: { id: values.session ?? '' } });
  } catch (thrown) {
    return refused('sessions', refusalOf(thrown, values));
  }
  return saved('sessions', m.member_profile_session_ended());
}
