import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  changeMemberNote,
  listMemberNotes,
  MemberNote,
  QueryOf,
  ReplyOf,
  writeMemberNote,
} from '@regulars/contracts';
import { hasRole, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Members } from '../members/index.ts';
import { NotesRepository, type NoteRow } from './notes.repository.ts';
import { restorableSince } from './restorable.ts';

interface NoteOf {
  /** The member. */
  readonly id: string;
  readonly noteId: string;
}
type NoteAction = 'note.written' | 'note.changed' | 'note.deleted' | 'note.restored';

/** What the team writes about a member. The words stay out of the audit log: they are about a person. */
@Injectable()
export class Notes {
  constructor(
    private readonly notes: NotesRepository,
    private readonly members: Members,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(
    actor: Actor,
    memberId: string,
    { pinned: only, limit, cursor, include }: QueryOf<typeof listMemberNotes>,
  ): Promise<ReplyOf<typeof listMemberNotes>> {
    await this.members.byId(memberId);
    const pinned = only ?? null;
    const after = readCursor(cursor, 'number', 'moment', 'id');
    const rows = await this.notes.list(memberId, pinned, after, limit + 1);
    const listed = page(
      rows,
      limit,
      (row) => show(actor, row),
      ({ pinned: onTop, created_at, id }) => [Number(onTop), toInstant(created_at), id],
    );
    return include === 'total' ? { ...listed, total: await this.notes.count(memberId, pinned) } : listed;
  }

  /** Throws `not-found`, `member-erased`. */
  async write(
    actor: Actor,
    memberId: string,
    { text, pinned }: BodyOf<typeof writeMemberNote>,
  ): Promise<MemberNote> {
    return this.transactions.run(async () => {
      const status = await this.notes.holdMember(memberId);
      if (status === null) throw new ClubError('not-found');
      if (status === 'erased') throw new ClubError('member-erased');
      const author = { author_id: actor.id, author_name: actor.name };
      const note = {
        id: newId(),
        member_id: memberId,
        text,
        pinned,
        ...author,
        created_at: this.clock.date(),
      };
      return this.#changed(actor, 'note.written', await this.notes.insert(note));
    });
  }

  /** Throws `not-found`, `not-allowed`, `version-changed`. */
  async change(
    actor: Actor,
    note: NoteOf,
    { text, pinned }: BodyOf<typeof changeMemberNote>,
    version: number,
  ): Promise<MemberNote> {
    return this.transactions.run(async () => {
      const before = await this.#lock(actor, note);
      if (before.version !== version) throw new ClubError('version-changed');
      const after = { text: text ?? before.text, pinned: pinned ?? before.pinned };
      const isReworded = after.text !== before.text;
      if (!isReworded && after.pinned === before.pinned) return show(actor, before);
      const changedAt = isReworded ? this.clock.date() : before.changed_at;
      return this.#changed(actor, 'note.changed', await this.notes.change(before.id, after, changedAt));
    });
  }

  /** Throws `not-found`, `not-allowed`. */
  async remove(actor: Actor, note: NoteOf): Promise<void> {
    await this.transactions.run(async () => {
      const { id } = await this.#lock(actor, note);
      await this.#changed(actor, 'note.deleted', await this.notes.setDeleted(id, this.clock.date()));
    });
  }

  /** One that is not deleted stays as it is. Throws `not-found`, `not-allowed`. */
  async restore(actor: Actor, note: NoteOf): Promise<MemberNote> {
    return this.transactions.run(async () => {
      const row = await this.#lock(actor, note, restorableSince(this.clock.now()));
      if (row.deleted_at === null) return show(actor, row);
      return this.#changed(actor, 'note.restored', await this.notes.setDeleted(row.id, null));
    });
  }

  /** A deleted one is found only if that happened after a moment. */
  async #lock(actor: Actor, { id, noteId }: NoteOf, deletedSince: Date | null = null): Promise<NoteRow> {
    const row = await this.notes.lock(id, noteId);
    const isGone = row?.deleted_at && (deletedSince === null || row.deleted_at < deletedSince);
    if (!row || isGone) throw new ClubError('not-found');
    if (!mayChange(actor, row))
      throw new ClubError('not-allowed', 'Only the author and managers may change this note');
    return row;
  }

  async #changed(actor: Actor, action: NoteAction, row: NoteRow): Promise<MemberNote> {
    await this.audit.record(actor, {
      action,
      subject: { type: 'note', id: row.id },
      memberId: row.member_id,
      after: { pinned: row.pinned },
    });
    return show(actor, row);
  }
}

/** A key has the scope; people must be the author or a manager. */
const mayChange = (actor: Actor, { author_id: authorId }: NoteRow): boolean =>
  actor.kind !== 'account' || actor.id === authorId || hasRole(actor, 'manager', 'admin');

const show = (actor: Actor, row: NoteRow): MemberNote => ({
  id: row.id,
  version: row.version,
  text: row.text,
  pinned: row.pinned,
  author: row.author_name,
  createdAt: toInstant(row.created_at),
  changedAt: row.changed_at && toInstant(row.changed_at),
  mayChange: mayChange(actor, row),
});
