import {
  answerAppeal,
  decideModerationCase,
  getModeration,
  getModerationCase,
  getModerationSettings,
  listModerationCases,
  setMemberTrust,
  takeModerationCase,
  undoModerationDecision,
} from '@regulars/contracts';
import { handDays, handLevels } from '#lib/moderation/console/hand-levels.ts';
import { assertReason, decisionBody, decisionFields } from '#lib/moderation/shared/decision-fields.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const kinds = ['reported', 'held', 'appeal'] as const;

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const kind = kinds.find((each) => each === url.searchParams.get('kind'));
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 20, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) };
  const [summary, cases, settings] = await show(
    Promise.all([
      api.call(getModeration),
      api.call(listModerationCases, { query }),
      api.call(getModerationSettings),
    ]),
  );
  const asked = url.searchParams.get('case');
  const id = cases.data.find((each) => each.id === asked)?.id ?? cases.data[0]?.id;
  const shown =
    id === undefined ? null : await show(caseOrNone(api.call(getModerationCase, { params: { id } })));
  return {
    ...{ summary, cases, shown, kind: kind ?? 'all', appealDays: settings.appealDays },
    now: new Date().toISOString(),
  };
};

/** Someone else may have decided it between the two calls. */
const caseOrNone = async <Found>(call: Promise<Found>): Promise<Found | null> => {
  try {
    return await call;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.code === 'not-found') return null;
    throw thrown;
  }
};

const take = form('take', { id: anyText });
const decide = form('decide', decisionFields);
const answer = form('answer', { id: anyText, choice: anyText, reason: anyText });
const trust = form('trust', { member: anyText, level: anyText, days: anyText, reason: anyText });
const undo = form('undo', { id: anyText });

export const actions: Actions = {
  take: (event) =>
    submit(event, take, ({ id }) =>
      event.locals.api.call(takeModerationCase, { params: { id }, body: { taken: true } }),
    ),
  decide: (event) =>
    submit(event, decide, ({ id, ...typed }) =>
      event.locals.api.call(decideModerationCase, { params: { id }, body: decisionBody(typed) }),
    ),
  answer: (event) =>
    submit(event, answer, ({ id, choice, reason }) => {
      assertReason(reason);
      const body = { granted: choice === 'grant', answer: reason };
      return event.locals.api.call(answerAppeal, { params: { id }, body });
    }),
  trust: (event) =>
    submit(event, trust, async ({ member, level, days, reason }) => {
      if (reason.trim() === '') throw new Faults({ reason: m.common_field_required() });
      const byHand = handLevels.find((one) => one === level) ?? null;
      const chosen = handDays.find((one) => String(one) === days) ?? handDays[1];
      const until = new Date(Date.now() + chosen * 86_400_000).toISOString();
      await event.locals.api.call(setMemberTrust, {
        params: { memberId: member },
        body: { level: byHand, until: byHand && until, reason: reason.trim() },
      });
      return undefined;
    }),
  undo: (event) =>
    submit(event, undo, ({ id }) => event.locals.api.call(undoModerationDecision, { params: { id } })),
};
