// Owns the retention periods of personal data, and the records that the law requires after an erasure.
// Promises: a member is erased in one transaction or not at all, and stays erased when a backup is restored.
// Publishes member.erased.
// In the database: privacy_settings, retained_records.
export { EraseMembersJob } from './erase-members.job.ts';
export { Erasures } from './erasures.ts';
export { ownRetentionKeys } from './own-keys.ts';
export { PrivacyModule } from './privacy.module.ts';
