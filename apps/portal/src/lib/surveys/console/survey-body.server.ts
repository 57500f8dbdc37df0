import { type replaceSurvey, type BodyOf, type Survey } from '@regulars/contracts';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';

type Content = BodyOf<typeof replaceSurvey>;

/** The survey of the editor. What it does not edit stays as it is. */
export function surveyBody(values: Record<string, string>, survey: Survey, zone: string): Content {
  const {
    id: _,
    version: __,
    state: ___,
    published: ____,
    changed: _____,
    faults: ______,
    figures: _______,
    updatedAt: ________,
    ...content
  } = survey;
  return {
    ...content,
    ...jsonOf<Partial<Content>>(values.content),
    startsAt: instantOf(values.startsAt, zone),
    endsAt: endInstantOf(values.endsAt, zone),
  };
}
