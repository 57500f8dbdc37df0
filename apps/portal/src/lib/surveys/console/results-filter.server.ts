import type { getSurveyResults, SentQueryOf } from '@regulars/contracts';
import { surveyModes } from '@regulars/contracts/endpoints';

/** What the filters of results can say about time. */
const spans = ['30', '90', '180', '365'] as const;

/** Which answers the URL asks for. */
export function resultsFilter({ searchParams }: URL): SentQueryOf<typeof getSurveyResults> {
  const version = searchParams.get('version') ?? '';
  const days = spans.find((span) => span === searchParams.get('days'));
  const location = searchParams.get('location') ?? '';
  const mode = surveyModes.find((one) => one === searchParams.get('mode'));
  return {
    ...(/^[1-9]\d{0,5}$/u.test(version) ? { version } : {}),
    ...(days ? { days } : {}),
    ...(/^[0-9a-f-]{36}$/u.test(location) ? { location } : {}),
    ...(mode ? { mode } : {}),
  };
}

/** The answers that a page of a survey shows, as an export takes them; `survey` is in the address of its button. */
export const surveyAnswersFilters = (url: URL): Record<string, string> => {
  const { version, days, location, mode } = resultsFilter(url);
  const named = ['survey', 'tag', 'part', 'comments'].flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value] as const] : [];
  });
  const words = url.searchParams.get('q')?.trim();
  return {
    ...Object.fromEntries(named),
    ...(words ? { query: words } : {}),
    ...(version ? { version: String(version) } : {}),
    ...(days ? { days: String(days) } : {}),
    ...(location ? { location } : {}),
    ...(mode ? { mode } : {}),
  };
};
