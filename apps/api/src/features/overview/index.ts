// Owns the figures of the whole club.
// Promises: each figure matches its description in the contract, in the club's time zone, compared with the
// previous period.
// Publishes no events.
export { OverviewModule } from './overview.module.ts';
