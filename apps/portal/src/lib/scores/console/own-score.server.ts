import {
  getScoreSettings,
  operationOf,
  previewOwnScore,
  setScoreSettings,
  type ChosenScoreSettings,
  type OwnScoreExample,
  type OwnScorePart,
  type OwnScoreSettings,
  type ScoreSettings,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, asNumber } from '#lib/server/fields.ts';
import { Faults, form } from '#lib/server/submit.ts';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import { textsIn } from '#lib/shell/languages.ts';

const names = { name_de: anyText, name_en: anyText, name_cs: anyText };
export const saveForm = form('save', { ...names, key: anyText, parts: anyText, version: asNumber });
export const removeForm = form('remove', { version: asNumber });
export const previewForm = form('preview', { parts: anyText });

type Typed = Record<keyof typeof names | 'key' | 'parts', string>;

/** What was typed. Throws what is missing. */
export const typedScore = (typed: Typed, taken: readonly string[]): OwnScoreSettings => {
  const key = typed.key.trim().toLowerCase();
  const name = textsIn(typed, 'name');
  const parts = jsonOf<OwnScorePart[]>(typed.parts);
  if (!name) throw new Faults({ name: m.common_field_required() });
  if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/u.test(key))
    throw new Faults({ key: m.scores_own_key_wrong() });
  if (taken.includes(key)) throw new Faults({ key: m.scores_own_key_taken() });
  if (!parts) throw new Faults({ parts: m.scores_own_open() });
  return { key, name, parts };
};

/** Other settings stay as they are. */
const bodyOf = (
  { version: _, ...settings }: ScoreSettings,
  scores: OwnScoreSettings[],
): ChosenScoreSettings => ({
  ...settings,
  scores,
});

/** Adds a score, or replaces the one with its key. */
export async function saveScore(api: Api, score: OwnScoreSettings, version: number): Promise<void> {
  const settings = await api.call(getScoreSettings);
  const known = settings.scores.some(({ key }) => key === score.key);
  const scores = known
    ? settings.scores.map((each) => (each.key === score.key ? score : each))
    : [...settings.scores, score];
  await api.call(setScoreSettings, { body: bodyOf(settings, scores), version });
}

export async function removeScore(api: Api, removed: string, version: number): Promise<void> {
  const settings = await api.call(getScoreSettings);
  const scores = settings.scores.filter(({ key }) => key !== removed);
  await api.call(setScoreSettings, { body: bodyOf(settings, scores), version });
}

export const preview = (api: Api, typed: { parts: string }): Promise<OwnScoreExample> => {
  const body = operationOf(previewOwnScore).body.safeParse({ parts: jsonOf(typed.parts) });
  if (!body.success) throw new Faults({ parts: m.scores_own_open() });
  return api.call(previewOwnScore, { body: body.data });
};
