// Owns the way from an empty database, or from the demo, to a club with an admin of its own.
// Promises: without the link of the newest start nobody sets up anything; once there is an admin nobody does.
// Publishes no events.
// In the database: setups.
export { SetupModule } from './setup.module.ts';
export { SetupLink } from './setup-link.ts';
export { isRealClub } from './real-club.ts';
