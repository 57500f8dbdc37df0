// Owns notes: what the team writes about a member.
// Promises: only its author, a manager or an API key changes a note; a deleted one can be restored for a day.
// Publishes no events.
// In the database: member_notes.
export { ImportedNotes } from './imported-notes.ts';
export { NotesModule } from './notes.module.ts';
export { SweepNotesJob } from './sweep-notes.job.ts';
