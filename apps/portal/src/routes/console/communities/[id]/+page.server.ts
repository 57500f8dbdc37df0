import {
  describeCommunityPicture,
  communityStates,
  getCommunity,
  putCommunityPicture,
  removeCommunityPicture,
  replaceCommunity,
} from '@regulars/contracts';
import { communityBody, contentOf } from '#lib/communities/console/community-body.server.ts';
import { atPhoto, photoForm, photoRemoval, sendPhoto } from '#lib/communities/shared/photo.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber, oneOf } from '#lib/server/fields.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const community = await show(api.call(getCommunity, { params }));
  const [choices, count] = await show(
    Promise.all([memberChoices(api), audienceCount(api, community.audience)]),
  );
  return { community, choices, count, interests: club?.interests ?? [] };
};

// With a field for each language.
const save = openForm('save');
const state = form('state', { version: asNumber, state: oneOf(communityStates, 'archived') });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const { params } = event;
      const { api } = event.locals;
      const before = await api.call(getCommunity, { params });
      const body = faultless(communityBody(values, before.state));
      return api.call(replaceCommunity, { params, body, version: Number(values.version) });
    }),
  photo: (event) =>
    submit(
      event,
      photoForm,
      (sent) => {
        const { locals, params } = event;
        return sendPhoto(sent, {
          put: (photo) => locals.api.call(putCommunityPicture, { params, ...photo }),
          describe: (text) => locals.api.call(describeCommunityPicture, { params, body: { text } }),
        });
      },
      atPhoto(),
    ),
  removePhoto: (event) =>
    submit(event, photoRemoval, () =>
      event.locals.api.call(removeCommunityPicture, { params: event.params }),
    ),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
  state: (event) =>
    submit(event, state, async ({ version, state: next }) => {
      const { params } = event;
      const { api } = event.locals;
      const content = contentOf(await api.call(getCommunity, { params }));
      return api.call(replaceCommunity, { params, body: { ...content, state: next }, version });
    }),
};
