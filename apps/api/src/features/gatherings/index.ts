// Owns gatherings of communities, who comes to them, and the check-in at the door.
// Promises: never more members have a place than there are; a free place goes to who waits longest; a check-in counts once, with its points.
// Publishes gathering.changed, gathering.answered, gathering.attended, gathering.attendance-undone. A check-in is also the custom event gathering-attended.
// In the database: gatherings, attendances.
export { GatheringsModule } from './gatherings.module.ts';
export { PastGatherings, type PastAnswer } from './past-gatherings.ts';
