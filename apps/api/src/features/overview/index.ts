// Owns the figures of the whole club.
// Promises: each figure is what its description in the contract says, in the club's time zone, against the time before.
// Publishes no events.
export { OverviewModule } from './overview.module.ts';
