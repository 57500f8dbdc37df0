import { m } from '#lib/paraglide/messages.js';

const reasons: Readonly<Record<string, () => string>> = {
  'survey-not-open': m.surveystill_why_ended,
  'not-found': m.surveystill_why_ended,
  'survey-other-version': m.surveystill_why_version,
};

/** Why the server did not take answers. */
export const whyRefused = (code: string | null): string => (reasons[code ?? ''] ?? m.surveystill_why_wrong)();
