import type { RequestEvent } from '@sveltejs/kit';
import { dismissSurveyNews, listOwnSurveyNews } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, type Api } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import { inLanguage } from '#lib/shell/texts.ts';

/** What the home page shows, in the reader's language. */
interface ShownNews {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly away: string;
}

/** The newest that the member has not put away. A home page without it is better than none. */
export const newestNews = async (api: Api): Promise<ShownNews | null> => {
  try {
    const [first] = (await api.call(listOwnSurveyNews)).data;
    return first
      ? {
          id: first.id,
          title: m.surveys_news_title(),
          text: inLanguage(first.text),
          away: m.surveys_news_away(),
        }
      : null;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.code !== 'not-signed-in') return null;
    throw thrown;
  }
};

const away = form('away', { news: anyText });

/** The form action that puts it away. */
export const putAway = (event: RequestEvent) => {
  requireMember(event);
  return submit(event, away, ({ news }) =>
    event.locals.api.call(dismissSurveyNews, { params: { id: news } }),
  );
};
