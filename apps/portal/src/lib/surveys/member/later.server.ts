import type { RequestEvent } from '@sveltejs/kit';
import { listOwnSurveys, type ReplyOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, type Api } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import { inLanguage } from '#lib/shell/texts.ts';

type Visit = Pick<RequestEvent, 'cookies' | 'locals'>;
type OpenSurvey = ReplyOf<typeof listOwnSurveys>['data'][number];

/** What the home page shows of a survey, in the reader's language: the texts of all languages would weigh on the page. */
interface SurveyHint {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly answer: string;
  readonly later: string;
}

const cookie = 'survey-later';
/** The hint comes back after so long. */
const days = 7;

/** The survey that the home page hints at: the last one that was asked, unless the member said 'not now'. */
export const hintedSurvey = async ({ cookies, locals }: Visit): Promise<SurveyHint | null> => {
  const [first] = await surveysOf(locals.api);
  return first && cookies.get(cookie) !== first.id ? hintOf(first) : null;
};

const hintOf = ({ id, state, title, questions, thanksPoints }: OpenSurvey): SurveyHint => ({
  id,
  label: [
    m.asking_hint_title(),
    m.asking_hint_questions({ count: questions }),
    ...(thanksPoints === null ? [] : [m.asking_hint_points({ count: thanksPoints })]),
  ].join(' · '),
  title: inLanguage(title),
  answer: state === 'started' ? m.asking_hint_go_on() : m.asking_hint_answer(),
  later: m.asking_hint_later(),
});

/** A home page without its hint is better than none. */
const surveysOf = async (api: Api): Promise<readonly OpenSurvey[]> => {
  try {
    return (await api.call(listOwnSurveys)).data;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.code !== 'not-signed-in') return [];
    throw thrown;
  }
};

const later = form('later', { survey: anyText });

/** The form action of the hint. */
export const askLater = (event: RequestEvent) => {
  requireMember(event);
  return submit(event, later, ({ survey }) => {
    event.cookies.set(cookie, survey, {
      path: '/club',
      maxAge: days * 86_400,
      httpOnly: true,
      sameSite: 'lax',
    });
  });
};
