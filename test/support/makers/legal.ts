import type { LegalKind, Texts, WholeLegalVersion } from '@regulars/contracts';
import { LegalPublishing } from '../../../apps/api/src/features/legal/legal-publishing.ts';
import { LegalWriting } from '../../../apps/api/src/features/legal/legal-writing.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';

interface Making {
  readonly content?: Texts;
  readonly effectiveFrom?: string;
}

/** A published version of a legal text: by default terms in three languages, in force at once if they are the first. */
export const makeLegalText = async (
  { app }: TestApp,
  kind: LegalKind = 'terms',
  { content = { de: '## Regeln', en: '## Rules', cs: '## Pravidla' }, effectiveFrom }: Making = {},
): Promise<WholeLegalVersion> => {
  const writing = app.get(LegalWriting);
  const { version } = await writing.draft(kind);
  const saved = await writing.save(system, kind, content, version);
  return app.get(LegalPublishing).publish(system, kind, { effectiveFrom }, saved.version);
};
