import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { capNames } from './cap-names.ts';
import {
  budgetText,
  lifeText,
  plainSentence,
  stackingSentence,
  whenSentence,
  type RuleSummary,
} from './sentence.ts';

export interface Change {
  label: string;
  before: string;
  after: string;
}

type Named = RuleSummary & { name: string };

const bare = { from: null, until: null, places: [], caps: [], countsTowardsStatus: true };

/** The changes between a rule version and the previous one. */
export function changesBetween(before: Named, after: Named): Change[] {
  const places = ({ places: names }: Named): string =>
    names.length > 0 ? names.join(', ') : m.console_rules_everywhere();
  const dates = ({ from, until }: Named): string => `${from ?? '…'} – ${until ?? '…'}`;
  const caps = (told: Named): string =>
    told.caps
      .map(({ per, points }) => `${m.common_points({ count: points })} ${capNames[per]()}`)
      .join(', ') || m.console_rules_no_caps();
  const counts = (told: Named): string => (told.countsTowardsStatus ? m.console_yes() : m.console_no());
  const life = ({ expiresAfter }: Named): string =>
    lifeText(expiresAfter, { locale: getLocale() }) || m.console_life_club();
  const budget = (told: Named): string =>
    budgetText(told.budget, { locale: getLocale() }) || m.console_budget_none();
  const effect = (told: Named): string => plainSentence({ ...bare, effect: told.effect });
  const rows: [string, (told: Named) => string][] = [
    [m.console_rules_name(), (told) => told.name],
    [m.console_rules_effect(), effect],
    [m.console_rules_when(), whenSentence],
    [m.console_rules_places(), places],
    [m.console_rules_validity(), dates],
    [m.console_rules_caps(), caps],
    [m.console_rules_counts(), counts],
    [m.console_budget_title(), budget],
    [m.console_life_title(), life],
    [m.console_stacking_title(), ({ stacking }) => stackingSentence(stacking)],
  ];
  return rows
    .map(([label, textOf]) => ({ label, before: textOf(before), after: textOf(after) }))
    .filter((change) => change.before !== change.after);
}
