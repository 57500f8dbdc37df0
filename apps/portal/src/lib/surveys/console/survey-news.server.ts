import {
  addSurveyBenchmark,
  removeSurveyBenchmark,
  removeSurveyNews,
  replaceSurveyNews,
  sendSurveyNews,
  writeSurveyNews,
} from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { anyText, oneOf, readBy, someText } from '#lib/server/fields.ts';
import { Faults, form, openForm, submit } from '#lib/server/submit.ts';
import { textsIn } from '#lib/shell/languages.ts';

type SurveyEvent = RequestEvent<{ id: string }>;

/** '41', '41.5' or '−3,2' from −100 to 100. */
const scoreIn = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  const score = Number(text);
  return /^-?\d{1,3}(?:\.\d)?$/u.test(text) && Math.abs(score) <= 100 ? score : null;
};
const dayIn = (typed: string): string | null => (/^\d{4}-\d{2}-\d{2}$/u.test(typed) ? typed : null);

const benchmark = form('benchmark', {
  name: someText,
  source: someText,
  date: readBy(dayIn, m.common_field_wrong),
  scale: oneOf(['0-10', '1-10'], '0-10'),
  channel: someText,
  score: readBy(scoreIn, m.surveysconsole_benchmark_score_wrong),
});
const unbenchmark = form('unbenchmark', { benchmark: anyText });
const write = openForm('write');
const unwrite = form('unwrite', { news: anyText });
const tell = form('tell', { news: anyText });

/** The form actions of scores of others, and of what the club changed. */
export const newsActions = {
  benchmark: (event: SurveyEvent) =>
    submit(event, benchmark, (body) =>
      event.locals.api.call(addSurveyBenchmark, { params: event.params, body }),
    ),
  unbenchmark: (event: SurveyEvent) =>
    submit(event, unbenchmark, ({ benchmark: benchmarkId }) =>
      event.locals.api.call(removeSurveyBenchmark, { params: { ...event.params, benchmarkId } }),
    ),
  write: (event: SurveyEvent) =>
    submit(event, write, (values) => {
      const text = textsIn(values, 'text');
      if (!text) throw new Faults({ text: m.common_field_required() });
      const { api } = event.locals;
      const { news: newsId } = values;
      return newsId
        ? api.call(replaceSurveyNews, { params: { ...event.params, newsId }, body: { text } })
        : api.call(writeSurveyNews, { params: event.params, body: { text } });
    }),
  unwrite: (event: SurveyEvent) =>
    submit(event, unwrite, ({ news: newsId }) =>
      event.locals.api.call(removeSurveyNews, { params: { ...event.params, newsId } }),
    ),
  tell: (event: SurveyEvent) =>
    submit(event, tell, ({ news: newsId }) =>
      event.locals.api.call(sendSurveyNews, { params: { ...event.params, newsId } }),
    ),
};
