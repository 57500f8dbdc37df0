import { redirect } from '@sveltejs/kit';
import {
  describeOwnCommunityPicture,
  communityHearings,
  getNickname,
  getOwnCommunity,
  hearCommunity,
  joinCommunity,
  leaveCommunity,
  listCommunityDirectory,
  operationOf,
  putOwnCommunityPicture,
  removeOwnCommunityPicture,
  setNickname,
} from '@regulars/contracts';
import { hearings, leavingOf, noWayIn } from '#lib/communities/member/standing-text.server.ts';
import { atPhoto, photoForm, photoRemoval, sendPhoto } from '#lib/communities/shared/photo.server.ts';
import { readMarkdown } from '#lib/legal/shared/markdown.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { anyText, field, oneOf, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, url }) => {
  const [community, nickname] = await show(
    Promise.all([api.call(getOwnCommunity, { params }), api.call(getNickname)]),
  );
  const isIn = community.membership?.state === 'member' && community.rights.read;
  const directory = isIn
    ? await show(api.call(listCommunityDirectory, { params, query: placeIn(url) }))
    : null;
  const rules = inLanguage(community.rules) || m.communities_rules_usual();
  return {
    rules: readMarkdown(rules, getLocale()),
    nickname,
    directory,
    closed: noWayIn(community, club?.timeZone ?? 'UTC'),
    leaving: leavingOf(community),
    hearings: hearings(),
    asked: url.searchParams.has('ask'),
  };
};

const placeIn = ({ searchParams }: URL) => {
  const cursor = searchParams.get('people');
  return { limit: 20, ...(cursor ? { cursor } : {}) };
};

const join = form('join', { message: anyText });
const hear = form('hear', { hears: oneOf(communityHearings, 'following') });
const name = form('name', {
  nickname: field(operationOf(setNickname).body.shape.nickname, m.communities_nickname_wrong),
  listed: ticked,
});
const leave = form('leave', {});

export const actions: Actions = {
  join: (event) =>
    submit(event, join, async ({ message }) => {
      const { api } = event.locals;
      const { params } = event;
      const { id, rights } = await api.call(joinCommunity, { params, body: { message: message || null } });
      redirect(303, rights.read ? `/club/communities/${id}` : `/club/communities/${id}/about`);
    }),
  hear: (event) =>
    submit(event, hear, (body) => event.locals.api.call(hearCommunity, { params: event.params, body })),
  name: (event) =>
    submit(event, name, (body) => event.locals.api.call(setNickname, { body }), {
      atField: {
        'already-taken': ['nickname', m.communities_nickname_taken()],
        'nickname-of-team': ['nickname', m.communities_problem_of_team()],
      },
    }),
  photo: (event) =>
    submit(
      event,
      photoForm,
      (sent) => {
        const { locals, params } = event;
        return sendPhoto(sent, {
          put: (photo) => locals.api.call(putOwnCommunityPicture, { params, ...photo }),
          describe: (text) => locals.api.call(describeOwnCommunityPicture, { params, body: { text } }),
        });
      },
      atPhoto(),
    ),
  removePhoto: (event) =>
    submit(event, photoRemoval, () =>
      event.locals.api.call(removeOwnCommunityPicture, { params: event.params }),
    ),
  leave: (event) =>
    submit(event, leave, async () => {
      await event.locals.api.call(leaveCommunity, { params: event.params });
      redirect(303, '/club/communities');
    }),
};
