// Owns what happened to members in the last 400 days, as conditions ask it (ADR 114).
// Promises: it is at most a second late, and what was undone has not happened. It decides no award: a sale, an event and
// an occasion ask for a segment in its place.
// Publishes no events.
// In the database: member_happenings.
export { happeningsSchema } from './conditions.ts';
export { HappeningsModule } from './happenings.module.ts';
