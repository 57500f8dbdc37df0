import { redirect } from '@sveltejs/kit';
import {
  adjustPoints,
  blockCard,
  closeMember,
  endMemberSessions,
  getApprovalSettings,
  getErasure,
  getMember,
  getMemberInterests,
  getMemberKind,
  getMemberPoints,
  getMemberScores,
  getMemberTags,
  getMemberTier,
  inviteMember,
  issueCard,
  listApprovals,
  listCards,
  listMemberConsents,
  listMemberOrigins,
  listMemberPermissions,
  listMemberSessions,
  listMemberTags,
  memberKinds,
  reopenMember,
  replaceCard,
  reverseTransaction,
  setMemberConsents,
  setMemberKind,
  setMemberTags,
  updateMember,
  type MemberTier,
} from '@regulars/contracts';
import { codeActions } from '#lib/coupons/console/member-codes.server.ts';
import { changedMemberFields } from '#lib/members/console/member-fields.server.ts';
import { firstNotes, noteActions } from '#lib/notes/console/notes.server.ts';
import { consentOf } from '#lib/members/shared/consents.ts';
import { detailFields, detailWords, withAddress } from '#lib/members/shared/details.server.ts';
import { memberTab, tabOf } from '#lib/members/console/member-tabs.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { countriesIn } from '#lib/server/countries.ts';
import { anyText, asNumber, manyTexts, oneOf, readBy, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { tierActions, tierHistory } from '#lib/tiers/console/tier-grants.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const tab = tabOf(url);
  const cursor = url.searchParams.get('cursor');
  const at = { params: { id: params.id } };
  const [
    member,
    points,
    tier,
    cards,
    sessions,
    shown,
    settings,
    approvals,
    erasure,
    tags,
    known,
    notes,
    tierShown,
    consents,
    permissions,
    origins,
    scores,
    kind,
    interests,
  ] = await show(
    Promise.all([
      api.call(getMember, at),
      api.call(getMemberPoints, at),
      tierOf(api, params.id),
      api.call(listCards, at),
      api.call(listMemberSessions, at),
      memberTab(api, params.id, tab, { limit: 25, ...(cursor ? { cursor } : {}) }),
      api.call(getApprovalSettings),
      api.call(listApprovals, { query: { state: 'waiting', member: params.id, limit: 20 } }),
      api.call(getErasure, at),
      api.call(getMemberTags, at),
      api.call(listMemberTags),
      firstNotes(api, params.id),
      tierHistory(api, params.id),
      api.call(listMemberConsents, at),
      api.call(listMemberPermissions, at),
      api.call(listMemberOrigins, at),
      api.call(getMemberScores, at),
      api.call(getMemberKind, at),
      api.call(getMemberInterests, at),
    ]),
  );
  // An erased member has no profile.
  if (erasure.state === 'erased' && tab === 'profile') redirect(307, url.pathname);
  // The same key for the same showing of the page: a form sent twice counts once.
  return {
    member,
    points,
    tier,
    cards: cards.data,
    sessions: sessions.data,
    shown,
    limit: settings.limits.points,
    approvals: approvals.data,
    erasure,
    tags: tags.tags,
    knownTags: known.data.map(({ tag }) => tag),
    notes,
    tierHistory: tierShown,
    consents: consents.data,
    permissions,
    origins: origins.data,
    countries: tab === 'profile' ? countriesIn(getLocale()) : [],
    interests,
    scores,
    kind,
    key: crypto.randomUUID(),
  };
};

/** A club without a ladder, or a member below its first step, has no tier. */
const tierOf = (api: Api, id: string): Promise<MemberTier | null> =>
  api.call(getMemberTier, { params: { id } }).catch((refusal: unknown) => {
    if (refusal instanceof ApiProblem && refusal.status === 404) return null;
    throw refusal;
  });

/** Points to add or take, with a sign. */
const signedPoints = (typed: string): number | null => {
  const text = typed.replace('−', '-');
  return /^[+-]?\d{1,10}$/u.test(text) && Number(text) !== 0 ? Number(text) : null;
};

const profile = form('profile', { version: asNumber, ...changedMemberFields, ...detailFields });
const status = form('status', { version: asNumber, status: oneOf(['active', 'blocked'], 'active') });
const tags = form('tags', { tag: manyTexts, add: anyText, without: anyText });
const kind = form('kind', { kind: oneOf(memberKinds, 'customer'), reason: anyText });
const consents = form('consents', {
  what: readBy(consentOf, m.common_field_required),
  answer: oneOf(['yes', 'no'], 'yes'),
});
const invite = form('invite', {});
const signOut = form('signOut', {});
const close = form('close', { reason: someText });
const reopen = form('reopen', {});
const adjust = form('adjust', {
  key: anyText,
  points: readBy(signedPoints, m.console_adjust_points_wrong, 'read'),
  reason: someText,
});
const reverse = form('reverse', { transaction: anyText, key: anyText, reason: someText });
const issue = form('issue', { number: anyText });
const block = form('block', { card: anyText, reason: someText });
const replace = form('replace', { card: anyText, reason: someText });

export const actions: Actions = {
  ...noteActions,
  ...tierActions,
  ...codeActions,
  profile: (event) =>
    submit(
      event,
      profile,
      ({ version, named, ...data }) => {
        const body = withAddress(data);
        if (named && body.firstName === undefined) throw new Faults({ firstName: m.common_field_required() });
        return event.locals.api.call(updateMember, { params: event.params, body, version });
      },
      detailWords,
    ),
  status: (event) =>
    submit(event, status, ({ version, ...body }) =>
      event.locals.api.call(updateMember, { params: event.params, body, version }),
    ),
  tags: (event) =>
    submit(event, tags, ({ tag, add, without }) => {
      const body = { tags: [...tag.filter((one) => one !== without), ...(add ? [add] : [])] };
      return event.locals.api.call(setMemberTags, { params: event.params, body });
    }),
  kind: (event) =>
    submit(event, kind, ({ kind: chosen, reason }) => {
      if (chosen !== 'customer' && !reason) throw new Faults({ reason: m.common_field_required() });
      const body = chosen === 'customer' ? { kind: chosen } : { kind: chosen, reason };
      return event.locals.api.call(setMemberKind, { params: event.params, body });
    }),
  invite: (event) =>
    submit(event, invite, () => event.locals.api.call(inviteMember, { params: event.params })),
  signOut: (event) =>
    submit(event, signOut, () => event.locals.api.call(endMemberSessions, { params: event.params })),
  close: (event) =>
    submit(event, close, (body) => event.locals.api.call(closeMember, { params: event.params, body })),
  reopen: (event) =>
    submit(event, reopen, () => event.locals.api.call(reopenMember, { params: event.params })),
  adjust: (event) =>
    submit(event, adjust, ({ key, ...body }) =>
      event.locals.api.call(adjustPoints, { params: event.params, body, key }),
    ),
  reverse: (event) =>
    submit(event, reverse, ({ transaction: id, key, reason }) =>
      event.locals.api.call(reverseTransaction, { params: { id }, body: { reason }, key }),
    ),
  consents: (event) =>
    submit(event, consents, ({ what, answer }) => {
      const body = { consents: [{ ...what, granted: answer === 'yes' }] };
      return event.locals.api.call(setMemberConsents, { params: event.params, body });
    }),
  issue: (event) =>
    submit(event, issue, ({ number }) => {
      const body = number ? { number: number.replaceAll(' ', '') } : {};
      return event.locals.api.call(issueCard, { params: event.params, body });
    }),
  block: (event) =>
    submit(event, block, ({ card: id, reason }) =>
      event.locals.api.call(blockCard, { params: { id }, body: { reason } }),
    ),
  replace: (event) =>
    submit(event, replace, ({ card: id, reason }) =>
      event.locals.api.call(replaceCard, { params: { id }, body: { reason } }),
    ),
};
