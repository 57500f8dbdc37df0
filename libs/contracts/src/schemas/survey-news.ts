import { z } from 'zod';
import { npsScaleNames } from '../endpoints/surveys.ts';
import { name, proseTexts } from './names.ts';
import { date, id, instant, listOf, texts } from './values.ts';

const params = z.object({ id });

const benchmarkContent = z.object({
  name: name(80).describe('whose score it is'),
  source: name(200).describe('where it was published'),
  date: date.describe('when it was measured'),
  scale: z.enum(npsScaleNames).describe('scores of other scales are never compared'),
  channel: name(60).describe('how people were asked'),
  score: z.number().min(-100).max(100).multipleOf(0.1),
});

const surveyBenchmark = benchmarkContent
  .extend({ id, name: z.string(), source: z.string(), channel: z.string(), score: z.number() })
  .meta({ id: 'SurveyBenchmark' });

export type SurveyBenchmark = z.infer<typeof surveyBenchmark>;

const newsText = z.object({ text: proseTexts(1000) });
const news = z
  .object({
    id,
    text: texts(1000),
    writtenAt: instant,
    sentAt: instant.nullable().describe('null for a draft'),
    receivers: z
      .int()
      .describe('members who answered by name; each is asked for permission at the moment of sending'),
    told: z.int().describe('members who were told: those who may be asked by a channel of surveys'),
  })
  .meta({ id: 'SurveyNews' });

export type SurveyNews = z.infer<typeof news>;

const newsParams = params.extend({ newsId: id });

/** Requests and replies of the endpoints, by name. */
export const surveyNewsShapes = {
  listSurveyBenchmarks: { params, reply: listOf(surveyBenchmark) },
  addSurveyBenchmark: { params, body: benchmarkContent, reply: surveyBenchmark },
  removeSurveyBenchmark: { params: params.extend({ benchmarkId: id }) },
  listSurveyNews: { params, reply: listOf(news) },
  writeSurveyNews: { params, body: newsText, reply: news },
  replaceSurveyNews: { params: newsParams, body: newsText, reply: news },
  removeSurveyNews: { params: newsParams },
  sendSurveyNews: { params: newsParams, reply: news },
  listOwnSurveyNews: {
    reply: listOf(z.object({ id, text: texts(1000), sentAt: instant }).meta({ id: 'OwnSurveyNews' })),
  },
  dismissSurveyNews: { params },
};
