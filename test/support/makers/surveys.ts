import { questionKinds, type Survey } from '@regulars/contracts';
import { ResponsesRepository } from '../../../apps/api/src/features/surveys/responses.repository.ts';
import { SurveyLinks } from '../../../apps/api/src/features/surveys/survey-links.ts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send } from '../requests.ts';
import { makeSignedInMember, type SignedInMember } from './members.ts';

export const score = { kind: 'nps', key: 'score', title: { en: 'Would you recommend us?' }, required: true };
export const reasons = {
  kind: 'multiple',
  key: 'reasons',
  title: { en: 'What made it a {answer:score}, {first-name}?' },
  options: [
    { key: 'service', text: { en: 'The service' } },
    { key: 'coffee', text: { en: 'The coffee' } },
  ],
  other: true,
};
export const why = { kind: 'long-text', key: 'why', title: { en: 'Tell us more' } };

const two = [
  { key: 'a', text: { en: 'First' } },
  { key: 'b', text: { en: 'Second' } },
];
const parts: Readonly<Record<string, object>> = {
  single: { options: two },
  multiple: { options: two, most: 2 },
  picture: { options: two.map((each) => ({ ...each, picture: 'cup' })) },
  number: { least: 0, most: 10, unit: { en: 'cups' } },
  date: { from: '2026-01-01' },
  consent: { note: { en: 'The club may quote me.' } },
};
/** One question of each kind; its key and its title are the kind. */
export const everyKind = questionKinds.map((kind) => ({
  kind,
  key: kind,
  title: { en: `${kind}?` },
  ...parts[kind],
}));

/** A published survey: a score, its reasons, and words. */
export const makeSurvey = async (
  api: TestApp,
  definition: object = {},
  settings: object = {},
): Promise<Survey> => {
  const key = await makeKey(api);
  const body = {
    name: { en: 'After the visit' },
    definition: { questions: [score, reasons, why], ...definition },
    ...settings,
  };
  const { body: draft } = await send(api, 'post', '/surveys', { key, body }).expect(201);
  const path = `/surveys/${draft.id}/publish`;
  return (await send(api, 'post', path, { key, version: draft.version }).expect(200)).body;
};

/** Signed in; the club may ask in the portal. */
export const makeWillingMember = (api: TestApp, member: Parameters<typeof makeSignedInMember>[1] = {}) =>
  makeSignedInMember(api, {
    consents: [{ purpose: 'surveys', channel: 'portal', granted: true, source: 'member', version: 1 }],
    ...member,
  });

/** The token of a personal link for a member who was asked. */
export const makeSurveyLink = async (
  { app }: TestApp,
  { id: surveyId }: Pick<Survey, 'id'>,
  { member }: SignedInMember,
): Promise<string> => {
  const asked = await app.get(ResponsesRepository).find({ surveyId, memberId: member.id });
  if (!asked) throw new Error('the member was not asked');
  return app.get(SurveyLinks).make(asked.id);
};
