import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ImportedNotesRepository, type ImportedNote } from './imported-notes.repository.ts';

/** Notes about members that come with a file. Their author is who imports it. */
@Injectable()
export class ImportedNotes {
  constructor(
    private readonly notes: ImportedNotesRepository,
    private readonly clock: Clock,
  ) {}

  /** The ids of the notes by member; none where the member has this note. In the transaction of the import. */
  async write(
    actor: Actor,
    notes: readonly Omit<ImportedNote, 'id'>[],
  ): Promise<ReadonlyMap<string, string>> {
    if (notes.length === 0) return new Map();
    const named = notes.map((note) => ({ ...note, id: newId() }));
    const written = await this.notes.write(named, actor, this.clock.date());
    return new Map(written.map(({ id, memberId }) => [memberId, id]));
  }

  /** Those that nobody has changed since. */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.notes.remove(ids);
  }
}
