import {
  adjustPoints,
  blockCard,
  closeMember,
  endMemberSessions,
  getApprovalSettings,
  getErasure,
  getMember,
  getMemberPoints,
  getMemberTier,
  inviteMember,
  issueCard,
  listApprovals,
  listCards,
  listMemberSessions,
  reopenMember,
  replaceCard,
  reverseTransaction,
  updateMember,
  type MemberTier,
} from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { changedMemberBody } from '#lib/members/console/member-body.server.ts';
import { memberTab, tabOf } from '#lib/members/console/member-tabs.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const tab = tabOf(url);
  const at = { params: { id: params.id } };
  const [member, points, tier, cards, sessions, shown, settings, approvals, erasure] = await show(
    Promise.all([
      api.call(getMember, at),
      api.call(getMemberPoints, at),
      tierOf(api, params.id),
      api.call(listCards, at),
      api.call(listMemberSessions, at),
      memberTab(api, params.id, tab, url.searchParams.get('cursor') ?? undefined),
      api.call(getApprovalSettings),
      api.call(listApprovals, { query: { state: 'waiting', member: params.id, limit: 20 } }),
      api.call(getErasure, at),
    ]),
  );
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
    key: crypto.randomUUID(),
  };
};

/** A club without a ladder, or a member below its first step, has no tier. */
const tierOf = (api: Api, id: string): Promise<MemberTier | null> =>
  api.call(getMemberTier, { params: { id } }).catch((refusal: unknown) => {
    if (refusal instanceof ApiProblem && refusal.status === 404) return null;
    throw refusal;
  });

const wholeNumber = (typed: string | undefined): number | null => {
  const text = (typed ?? '').replace('−', '-');
  return /^[+-]?\d{1,10}$/u.test(text) && Number(text) !== 0 ? Number(text) : null;
};

const wanted = (values: Record<string, string>): Record<string, string> => missingIn(values, ['reason']);

export const actions: Actions = {
  profile: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    return attempt('profile', values, () =>
      locals.api.call(updateMember, {
        params,
        body: changedMemberBody(values),
        version: Number(values.version),
      }),
    );
  },
  status: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const status = values.status === 'blocked' ? 'blocked' : 'active';
    return attempt('status', values, () =>
      locals.api.call(updateMember, { params, body: { status }, version: Number(values.version) }),
    );
  },
  invite: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    return attempt('invite', values, () => locals.api.call(inviteMember, { params }));
  },
  signOut: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    return attempt('signOut', values, () => locals.api.call(endMemberSessions, { params }));
  },
  close: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const fields = wanted(values);
    if (fields.reason) return refuseAt('close', values, fields);
    const body = { reason: values.reason ?? '' };
    return attempt('close', values, () => locals.api.call(closeMember, { params, body }));
  },
  reopen: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    return attempt('reopen', values, () => locals.api.call(reopenMember, { params }));
  },
  adjust: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const points = wholeNumber(values.points);
    const fields = wanted(values);
    if (points === null) fields.points = m.console_adjust_points_wrong();
    if (points === null || fields.reason) return refuseAt('adjust', values, fields);
    const body = { points, reason: values.reason ?? '' };
    return attempt('adjust', values, () => locals.api.call(adjustPoints, { params, body, key: values.key }));
  },
  reverse: async ({ request, locals }) => {
    const values = typedValues(await request.formData());
    const fields = wanted(values);
    if (fields.reason) return refuseAt('reverse', values, fields);
    const call = {
      params: { id: values.transaction ?? '' },
      body: { reason: values.reason ?? '' },
      key: values.key,
    };
    return attempt('reverse', values, () => locals.api.call(reverseTransaction, call));
  },
  issue: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const body = values.number ? { number: values.number.replaceAll(' ', '') } : {};
    return attempt('issue', values, () => locals.api.call(issueCard, { params, body }));
  },
  block: async ({ request, locals }) => {
    const values = typedValues(await request.formData());
    const fields = wanted(values);
    if (fields.reason) return refuseAt('block', values, fields);
    const call = { params: { id: values.card ?? '' }, body: { reason: values.reason ?? '' } };
    return attempt('block', values, () => locals.api.call(blockCard, call));
  },
  replace: async ({ request, locals }) => {
    const values = typedValues(await request.formData());
    const fields = wanted(values);
    if (fields.reason) return refuseAt('replace', values, fields);
    const call = { params: { id: values.card ?? '' }, body: { reason: values.reason ?? '' } };
    return attempt('replace', values, () => locals.api.call(replaceCard, call));
  },
};
