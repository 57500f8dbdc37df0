import { error, redirect } from '@sveltejs/kit';
import { getOwnScoreFigures, getScoreSettings, type OwnScoreFigures } from '@regulars/contracts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import {
  preview,
  previewForm,
  removeForm,
  removeScore,
  saveForm,
  saveScore,
  typedScore,
} from '#lib/scores/console/own-score.server.ts';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const isNew = (key: string): boolean => key === 'new';

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const [settings, choices] = await show(Promise.all([api.call(getScoreSettings), conditionChoices(api)]));
  const score = settings.scores.find(({ key }) => key === params.key) ?? null;
  if (!score && !isNew(params.key)) error(404);
  return {
    score,
    version: settings.version,
    choices,
    figures: score ? await show(figuresOf(api, score.key)) : null,
  };
};

/** Null before a run has computed it. */
const figuresOf = (api: Api, key: string): Promise<OwnScoreFigures | null> =>
  api.call(getOwnScoreFigures, { params: { key } }).catch((refusal: unknown) => {
    if (refusal instanceof ApiProblem && refusal.status === 404) return null;
    throw refusal;
  });

export const actions: Actions = {
  save: (event) =>
    submit(event, saveForm, async ({ version, ...typed }) => {
      const { api } = event.locals;
      const { scores } = await api.call(getScoreSettings);
      const taken = isNew(event.params.key) ? ['new', ...scores.map(({ key }) => key)] : [];
      const score = typedScore(typed, taken);
      await saveScore(api, score, version);
      if (isNew(event.params.key)) redirect(303, `/console/scores/own/${score.key}`);
    }),
  remove: (event) =>
    submit(event, removeForm, async ({ version }) => {
      await removeScore(event.locals.api, event.params.key, version);
      redirect(303, '/console/scores/own');
    }),
  preview: (event) => submit(event, previewForm, (typed) => preview(event.locals.api, typed)),
};
