import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.ts';
import { ImportedNotesRepository } from './imported-notes.repository.ts';
import { ImportedNotes } from './imported-notes.ts';
import { NotesOfMembers } from './notes-of-members.ts';
import { NotesController } from './notes.controller.ts';
import { NotesRepository } from './notes.repository.ts';
import { Notes } from './notes.ts';
import { PersonalNotes } from './personal-notes.repository.ts';
import { SweepNotesJob } from './sweep-notes.job.ts';

@Module({
  imports: [MembersModule],
  controllers: [NotesController],
  providers: [
    ImportedNotes,
    ImportedNotesRepository,
    Notes,
    NotesOfMembers,
    NotesRepository,
    PersonalNotes,
    SweepNotesJob,
  ],
  exports: [ImportedNotes],
})
export class NotesModule {}
