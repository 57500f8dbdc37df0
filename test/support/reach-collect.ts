import { changing, club, words, type ReachExpectation } from './reach-rules.ts';

/** Web pages are of the whole club. */
export const collectReaches: Record<string, ReachExpectation> = {
  'GET /collect-sites': club(words('"cursor"')),
  'POST /collect-sites': club(changing('collect_sites', 'audit_entries')),
  'GET /collect-sites/{id}': club(),
  'PATCH /collect-sites/{id}': club(),
  'POST /collect-sites/{id}/keys': club(),
  'POST /collect-sites/{id}/member-tokens': club(),
};
