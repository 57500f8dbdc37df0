import {
  askForClosing,
  getClosing,
  getOwnRetention,
  getOwnPreferencesLink,
  getOwnWritings,
  listOwnConsents,
  listOwnOpportunities,
  listOwnSessions,
  operationOf,
  setOwnWritings,
  updateMe,
  writingsAfterLeaving,
  type Member,
} from '@regulars/contracts';
import type { ProfileField } from '#lib/earning/shared/profile-fields.ts';
import { birthdayPointsOf, questionOf } from '#lib/earning/member/profile-question.ts';
import { changeOwnPassword, endOther } from '#lib/identity/shared/own-account.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName, getLocale, isLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { answer, anyText, asNumber, field, manyTexts, oneOf, someText } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit, type RefusalWords } from '#lib/server/submit.ts';
import { choiceLifetime } from '#lib/shell/session.ts';
import { endingOf, keepMembership } from '#lib/members/member/closing.server.ts';
import { sendConfirmation } from '#lib/members/member/confirmation.server.ts';
import { phoneDone } from '#lib/members/member/phone-code.server.ts';
import { addressLines } from '#lib/members/shared/address-lines.ts';
import { consentLines } from '#lib/members/shared/consent-history.ts';
import { consentKey, consentOf } from '#lib/members/shared/consents.ts';
import { birthdayOf } from '#lib/members/shared/birthday.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url, parent }) => {
  const [sessions, { closing }, retention, opportunities, consents, preferences, writings] = await show(
    Promise.all([
      api.call(listOwnSessions),
      api.call(getClosing),
      api.call(getOwnRetention),
      api.call(listOwnOpportunities),
      api.call(listOwnConsents),
      api.call(getOwnPreferencesLink),
      api.call(getOwnWritings),
    ]),
  );
  return {
    sessions: sessions.data,
    closing,
    ending: endingOf(retention),
    consents: consentLines(consents.data, club?.timeZone ?? 'Europe/Vienna'),
    phoneDone: phoneDone(url),
    preferences: preferences.page,
    writings,
    // As data: a text that two pages of members name lies in a file that is heavy for this one.
    chooseNotices: m.notices_settings_link(),
    blockedPersons: m.moderation_blocks_title(),
    ownInterests: m.interests_title(),
    details: detailsOf((await parent()).me.member),
    question: questionOf(opportunities.data),
    birthdayPoints: birthdayPointsOf(opportunities.data),
  };
};

/** As texts, for the same reason. */
const detailsOf = ({ address, company, secondPhone }: Member) => {
  const lines = [company, ...(address ? addressLines(address, getLocale()) : []), secondPhone];
  return {
    title: m.people_title(),
    change: m.people_change(),
    none: m.people_none(),
    lines: lines.flatMap((line) => line ?? []),
  };
};

type QuestionData = { version: number } & Partial<Record<ProfileField, string>>;

/** The contract's own rules, for every field. */
const {
  body: { shape: own },
} = operationOf(updateMe);
const personal = form('personal', {
  version: asNumber,
  firstName: field(own.firstName.unwrap(), m.account_name_wrong),
  lastName: field(own.lastName, m.account_name_wrong),
  phone: field(own.phone, m.common_field_phone),
  birthday: field(own.birthday, m.common_field_birthday, birthdayOf),
  language: anyText,
});
/** One question at a time, so an answer is required. */
const version = asNumber;
const questions = {
  firstName: form('firstName', { version, firstName: answer(own.firstName, m.account_name_wrong) }),
  lastName: form('lastName', { version, lastName: answer(own.lastName, m.account_name_wrong) }),
  phone: form('phone', { version, phone: answer(own.phone, m.common_field_phone) }),
  birthday: form('birthday', {
    version,
    birthday: answer(own.birthday, m.common_field_birthday, birthdayOf),
  }),
};
const phoneTaken = {
  atField: { 'already-taken': ['phone', m.common_problem_already_taken()] },
} satisfies RefusalWords;
const consents = form('consents', {
  version: asNumber,
  /** The consents in the form: others stay as they are. */
  shown: anyText,
  kept: manyTexts,
});
const close = form('close', {
  closingPassword: someText,
  /** Only members who have written something are asked. */
  afterLeaving: oneOf(writingsAfterLeaving, 'stays'),
});

/** Only members have these forms. */
const ofMember =
  <Reply>(act: (event: RequestEvent) => Reply) =>
  (event: RequestEvent): Reply => {
    requireMember(event);
    return act(event);
  };

/** The answer to one question. */
const ask = (field: ProfileField) =>
  ofMember((event) =>
    submit<QuestionData, string>(
      event,
      questions[field],
      async ({ version, ...body }) => {
        await event.locals.api.call(updateMe, { version, body });
        return m.member_question_saved();
      },
      phoneTaken,
    ),
  );

export const actions: Actions = {
  confirmation: sendConfirmation,
  password: ofMember(changeOwnPassword),
  endSession: ofMember(endOther),

  personal: ofMember((event) =>
    submit(
      event,
      personal,
      async ({ version, language: chosen, ...body }) => {
        const language = isLocale(chosen) ? chosen : getLocale();
        await event.locals.api.call(updateMe, { version, body: { ...body, language } });
        // The browser's own code reads the language from it too.
        const kept = { path: '/', maxAge: choiceLifetime, sameSite: 'lax', httpOnly: false } as const;
        event.cookies.set(cookieName, language, kept);
        return m.member_profile_saved({}, { locale: language });
      },
      phoneTaken,
    ),
  ),

  firstName: ask('firstName'),
  lastName: ask('lastName'),
  phone: ask('phone'),
  birthday: ask('birthday'),

  consents: ofMember((event) =>
    submit(event, consents, async ({ version, shown, kept }) => {
      const given = shown
        .split(' ')
        .map(consentOf)
        .filter((consent) => consent !== null)
        .map((consent) => ({ ...consent, granted: kept.includes(consentKey(consent)) }));
      await event.locals.api.call(updateMe, { version, body: { consents: given } });
      return m.member_profile_saved();
    }),
  ),

  close: ofMember((event) =>
    submit(
      event,
      close,
      async ({ closingPassword: password, afterLeaving }) => {
        await event.locals.api.call(askForClosing, { body: { password } });
        await event.locals.api.call(setOwnWritings, { body: { afterLeaving } });
        return m.closing_member_asked();
      },
      { atField: { 'wrong-credentials': ['closingPassword', m.member_profile_password_wrong()] } },
    ),
  ),

  keep: keepMembership,
};
