import type { ConsentEntry } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';
import { consentTitle } from './consents.ts';

const consentChanges: Record<ConsentEntry['state'], () => string> = {
  granted: m.consents_change_granted,
  pending: m.consents_change_pending,
  refused: m.consents_change_refused,
};

const consentSources: Record<NonNullable<ConsentEntry['source']>, () => string> = {
  member: m.consents_source_member,
  staff: m.consents_source_staff,
  api: m.consents_source_api,
  import: m.consents_source_import,
  demo: m.consents_source_demo,
  confirmation: m.consents_source_confirmation,
  'address-changed': m.consents_source_address_changed,
  preferences: m.consents_source_preferences,
  unsubscribe: m.consents_source_unsubscribe,
};

/** A change in words. Pages of members get it from the server, so that browsers need none of these texts. */
export interface ConsentLine {
  readonly id: string;
  readonly title: string;
  readonly change: string;
  readonly changedAt: string;
  /** The same moment, for readers. */
  readonly when: string;
  readonly source: string | null;
  readonly version: string | null;
  /** What proves a consent of a file, or that nothing does. */
  readonly evidence: string | null;
}

export const consentLines = (entries: readonly ConsentEntry[], timeZone: string): ConsentLine[] =>
  entries.map((entry) => ({
    id: entry.id,
    title: consentTitle(entry),
    change: consentChanges[entry.state](),
    changedAt: entry.changedAt,
    when: dateTime(entry.changedAt, 'full', timeZone),
    source: entry.source && consentSources[entry.source](),
    version: entry.version === null ? null : m.consents_version({ version: entry.version }),
    evidence: evidenceOf(entry, timeZone),
  }));

const evidenceOf = ({ source, state, evidence }: ConsentEntry, timeZone: string): string | null => {
  if (source !== 'import' || state === 'refused') return null;
  if (!evidence) return m.consents_evidence_none();
  const { at, source: where, text } = evidence;
  const parts = [
    at && m.consents_evidence_at({ date: dateTime(at, 'moment', timeZone) }),
    where,
    text && m.consents_evidence_text({ text }),
  ];
  return parts.filter(Boolean).join(' · ');
};
