// Owns who works in the club: invitations, roles, locations, deactivation.
// Promises: the club always has an admin; nobody gives a role above their own; a deactivated person is out at once.
// Publishes no events.
export { StaffModule } from './staff.module.ts';
export { StaffService } from './staff.service.ts';
