import type { SurveyResponse } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** How answers come. */
export const modeWords: Record<SurveyResponse['mode'], () => string> = {
  member: m.surveysconsole_mode_member,
  link: m.surveysconsole_mode_link,
  tablet: m.surveysconsole_mode_tablet,
  telephone: m.surveysconsole_mode_telephone,
  anonymous: m.surveysconsole_mode_anonymous,
};

export const modeOptions = () => Object.entries(modeWords).map(([value, text]) => ({ value, label: text() }));
