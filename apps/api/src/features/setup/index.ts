// Owns the way from an empty database to a club with an admin.
// Promises: without the link of the newest start nobody sets up anything; once there is an admin nobody does.
// Publishes no events.
// In the database: setups.
export { SetupModule } from './setup.module.ts';
export { SetupLink } from './setup-link.ts';
