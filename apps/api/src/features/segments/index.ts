// Owns segments: saved conditions on members and lists of members, and who entered and left them.
// Promises: who is in a segment is stored (member_segments, kept by members) and at most some seconds old; each change
// is kept for 90 days and told once, but not the first filling. A segment that is in use cannot be removed.
// Publishes segment.entered, segment.left, club.changed.
// In the database: segments, segment_fills, segment_work, segment_changes, segment_sizes.
export { ListedSegments } from './listed-segments.ts';
export { Segments } from './segments.ts';
export { SegmentsModule } from './segments.module.ts';
export { SettleSegmentsJob } from './settle-segments.job.ts';
