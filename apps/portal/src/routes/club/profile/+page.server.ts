import {
  askForClosing,
  getClosing,
  getOwnRetention,
  listOwnSessions,
  updateMe,
  withdrawClosing,
} from '@regulars/contracts';
import { changeOwnPassword, endOther, refused, saved } from '#lib/identity/shared/own-account.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName, getLocale, isLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import { requireMember } from '#lib/server/session.ts';
import { choiceLifetime } from '#lib/shell/session.ts';
import { sendConfirmation } from '#lib/members/member/confirmation.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const choices = ['newsletter', 'personalisation', 'surveys'] as const;

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [sessions, { closing }, retention] = await show(
    Promise.all([api.call(listOwnSessions), api.call(getClosing), api.call(getOwnRetention)]),
  );
  return { sessions: sessions.data, closing, retention };
};

async function typed(event: RequestEvent): Promise<Record<string, string>> {
  requireMember(event);
  return typedValues(await event.request.formData());
}

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

  password: async (event) => changeOwnPassword(event, await typed(event)),
  endSession: async (event) => endOther(event, await typed(event)),

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
