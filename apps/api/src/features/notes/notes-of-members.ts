import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { JoiningParts, TimelineSources } from '../members/index.ts';
import { NotesRepository, type NoteRow } from './notes.repository.ts';

/** What notes add to a membership: entries of the timeline. */
@Injectable()
export class NotesOfMembers {
  constructor(joining: JoiningParts, timelines: TimelineSources, notes: NotesRepository) {
    joining.register({
      name: 'notes',
      touched: (ids) => notes.notedOf(ids),
      left: (ids) => notes.removeOf(ids),
    });
    timelines.register({
      name: 'notes',
      timeline: async (memberId, { before, limit }) =>
        (await notes.before(memberId, before, limit)).map(show),
    });
  }
}

const show = ({ id, created_at, text, author_name }: NoteRow): TimelineEntry => ({
  id,
  at: toInstant(created_at),
  kind: 'note.written',
  points: null,
  amount: null,
  subject: { type: 'note', id },
  details: { text, author: author_name },
});
