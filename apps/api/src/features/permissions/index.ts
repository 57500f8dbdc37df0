// Owns the answer to whether the club may write to a member, the rules by country that it follows, and the suppression list.
// Promises: one place decides for every sender, at the moment of sending; each mail keeps its answer. What the contract
// needs (service) is always allowed.
// Publishes no events.
// In the database: permission_settings, suppressions, ecg_entries, ecg_list.
export { Customers } from './customers.ts';
export { HomeZones } from './home-zones.ts';
export { PermissionsModule } from './permissions.module.ts';
export { Permissions } from './permissions.ts';
