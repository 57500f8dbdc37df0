import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  decideImportConflicts,
  listImportConflicts,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { ConflictsRepository, type ConflictRow } from './conflicts.repository.ts';
import { FieldDecisions, type FieldDecision } from './field-decisions.ts';
import { ImportMoves } from './import-moves.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsRepository } from './items.repository.ts';
import type { MemberDraft } from './member-draft.ts';
import { SharedEmails, sharingDecisions } from './shared-emails.ts';
import { written } from './written.ts';

const decidedAtOnce = 500;

type Decision = BodyOf<typeof decideImportConflicts>;
type Page = ReplyOf<typeof listImportConflicts>;

/** Conflicts between a file and the club, until someone decides. */
@Injectable()
export class ImportConflicts {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly rows: ConflictsRepository,
    private readonly fields: FieldDecisions,
    private readonly shared: SharedEmails,
    private readonly moves: ImportMoves,
  ) {}

  async list(
    id: string,
    { cursor, limit, field }: QueryOf<typeof listImportConflicts>,
  ): Promise<Pick<Page, 'data' | 'cursor' | 'fields'>> {
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.rows.from(id, after, limit + 1, { field });
    const fields = await this.rows.fields(id);
    return { ...page(rows, limit, showConflict, ({ item }) => [item]), fields };
  }

  /** Throws `not-found`, `import-not-ready`, `already-taken`; then nothing is decided. */
  async decide(actor: Actor, id: string, decision: Decision): Promise<void> {
    await this.moves.move(actor, id, 'import.decided', ['done', 'cancelled'], async (record) => {
      let after = 0;
      for (;;) {
        const shared = isSharing(decision.decision);
        const rows = await this.rows.from(id, after, decidedAtOnce, { ...decision, shared });
        const last = rows.at(-1);
        if (!last) return;
        const outcomes = isSharing(decision.decision)
          ? await this.shared.decide(actor, record, rows, decision.decision)
          : await this.fields.decide(record, rows, decision.decision, decision.field);
        await this.items.settle(id, outcomes);
        await this.imports.decided(id, outcomes);
        after = last.item;
      }
    });
  }
}

const isSharing = (
  decision: Decision['decision'],
): decision is Exclude<Decision['decision'], FieldDecision> =>
  sharingDecisions.some((each) => each === decision);

const personOf = ({ externalId, card, email, phone, firstName, lastName }: MemberDraft) => ({
  externalId: externalId ?? null,
  card: card ?? null,
  email: email ?? null,
  phone: phone ?? null,
  firstName: firstName ?? null,
  lastName: lastName ?? null,
});

const showConflict = ({ item, line, key, subject_id: subjectId, changes }: ConflictRow) => ({
  item,
  line,
  key: key.replace(/^[ecmp]:/, '').replace(/\n.*/s, ''),
  subjectId,
  fields: (changes?.open ?? []).map(({ field, ours, theirs }) => ({
    field,
    ours: ours === null ? null : written(ours),
    theirs: written(theirs),
  })),
  person: changes?.shared ? personOf(changes.shared) : null,
});
