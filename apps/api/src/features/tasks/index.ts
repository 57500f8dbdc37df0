// Owns tasks: what somebody of the team has to look at, about whom, until when, and how it was answered.
// Promises: a member has one task of a kind per purchase or challenge. Another report adds to it, and opens it again if it was done.
// Publishes task.created, task.done.
// In the database: tasks.
export { TasksModule } from './tasks.module.ts';
