import { answerGathering, getOwnGathering } from '@regulars/contracts';
import { shownGathering, untilText } from '#lib/gatherings/member/shown-gathering.server.ts';
import { show } from '#lib/server/api.ts';
import { oneOf, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { id, gatheringId } }) => {
  const gathering = await show(api.call(getOwnGathering, { params: { id: gatheringId } }));
  // An address that someone put together.
  if (gathering.community.id !== id)
    redirect(303, `/club/communities/${gathering.community.id}/gatherings/${gatheringId}`);
  const { who, coming, picture, description, place, reason, mayAnswer, answer, state } = gathering;
  return {
    gathering: shownGathering(gathering),
    picture,
    description: inLanguage(description),
    until: untilText(gathering),
    who,
    unnamed: coming - who.length,
    coming,
    link: place.link,
    isOnline: place.kind === 'online' && state === 'planned',
    reason,
    joins: state === 'planned' && !mayAnswer && answer === null,
  };
};

const answer = form('answer', { answer: oneOf(['going', 'declined'], 'declined'), mails: ticked });

export const actions: Actions = {
  answer: (event) =>
    submit(event, answer, ({ answer: said, mails }) =>
      event.locals.api.call(answerGathering, {
        params: { id: event.params.gatheringId },
        body: { answer: said, mails: said === 'going' && mails },
      }),
    ),
};
