import { fail, type ActionFailure } from '@sveltejs/kit';
import {
  askForClosing,
  changePassword,
  endOwnSession,
  getClosing,
  listOwnSessions,
  updateMe,
  withdrawClosing,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName, getLocale, isLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues, type Refusal } from '#lib/server/form.ts';
import { requireMember } from '#lib/server/session.ts';
import { choiceLifetime } from '#lib/session.ts';
import { sendConfirmation } from '#lib/member/server/confirmation.ts';
import type { ProfileSection } from '#lib/member/profile.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const choices = ['newsletter', 'personalisation', 'surveys'] as const;
const shortestPassword = 8;

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [sessions, { closing }] = await show(Promise.all([api.call(listOwnSessions), api.call(getClosing)]));
  return { sessions: sessions.data, closing };
};

async function typed(event: RequestEvent): Promise<Record<string, string>> {
  requireMember(event);
  return typedValues(await event.request.formData());
}

// `section` tells the forms of the page apart, so that each shows only its own news.
const saved = (section: ProfileSection, text: string) => ({ section, saved: text });
const refused = (section: ProfileSection, { status, data }: ActionFailure<Refusal>) =>
  fail(status, { section, ...data });

export const actions: Actions = {
  confirmation: sendConfirmation,
  personal: async (event) => {
    const values = await typed(event);
    const language = isLocale(values.language) ? values.language : getLocale();
    const body = {
      firstName: values.firstName || null,
      lastName: values.lastName || null,
      phone: values.phone || null,
      birthday: values.birthday || null,
      language,
    };
    try {
      await event.locals.api.call(updateMe, { version: Number(values.version), body });
    } catch (thrown) {
      const taken: [string, string] = ['phone', m.common_problem_already_taken()];
      return refused('personal', refusalOf(thrown, values, { atField: { 'already-taken': taken } }));
    }
    // The browser's own code reads the language from it too.
    const kept = { path: '/', maxAge: choiceLifetime, sameSite: 'lax', httpOnly: false } as const;
    event.cookies.set(cookieName, language, kept);
    return saved('personal', m.member_profile_saved({}, { locale: language }));
  },

  consents: async (event) => {
    const values = await typed(event);
    const consents = choices.map((purpose) => ({ purpose, granted: values[purpose] === 'on' }));
    try {
      await event.locals.api.call(updateMe, { version: Number(values.version), body: { consents } });
    } catch (thrown) {
      return refused('consents', refusalOf(thrown, values));
    }
    return saved('consents', m.member_profile_saved());
  },

  password: async (event) => {
    const values = await typed(event);
    const { currentPassword: current = '', nextPassword: next = '' } = values;
    const fields: Record<string, string> = {};
    if (!current) fields.currentPassword = m.common_field_required();
    if (!next) fields.nextPassword = m.common_field_required();
    else if (next.length < shortestPassword) fields.nextPassword = m.common_field_password();
    if (Object.keys(fields).length > 0) return refused('password', refuse(values, fields));
    try {
      await event.locals.api.call(changePassword, { body: { current, next } });
    } catch (thrown) {
      const wrong: [string, string] = ['currentPassword', m.member_profile_password_wrong()];
      const names = { current: 'currentPassword', next: 'nextPassword' };
      return refused(
        'password',
        refusalOf(thrown, values, { names, atField: { 'wrong-credentials': wrong } }),
      );
    }
    return saved('password', m.member_profile_password_saved());
  },

  endSession: async (event) => {
    const values = await typed(event);
    try {
      await event.locals.api.call(endOwnSession, { params: { id: values.session ?? '' } });
    } catch (thrown) {
      return refused('sessions', refusalOf(thrown, values));
    }
    return saved('sessions', m.member_profile_session_ended());
  },

  close: async (event) => {
    const values = await typed(event);
    const { closingPassword: password = '' } = values;
    if (!password) return refused('closing', refuse(values, { closingPassword: m.common_field_required() }));
    try {
      await event.locals.api.call(askForClosing, { body: { password } });
    } catch (thrown) {
      const wrong: [string, string] = ['closingPassword', m.member_profile_password_wrong()];
      return refused('closing', refusalOf(thrown, values, { atField: { 'wrong-credentials': wrong } }));
    }
    return saved('closing', m.closing_member_asked());
  },

  keep: async (event) => {
    const values = await typed(event);
    try {
      await event.locals.api.call(withdrawClosing);
    } catch (thrown) {
      return refused('closing', refusalOf(thrown, values));
    }
    return saved('closing', m.closing_member_kept_done());
  },
};
