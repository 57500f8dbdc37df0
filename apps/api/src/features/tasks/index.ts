// Owns tasks: what a person of the team has to look at, which member it is about, until when, and the answer.
// Promises: a member has one task of a kind per purchase or challenge. Another report adds to it, and opens it again if it was done.
//   An answer to a survey has at most one task.
// Publishes task.created, task.done.
// In the database: tasks.
export { CallBacks, type AskedCallBack } from './call-backs.ts';
export { TasksModule } from './tasks.module.ts';
