/** Everything that crosses HTTP: zod schemas, their types, and the endpoints that bind them. */
export * from './values.ts';
export * from './endpoint.ts';
export * from './problem.ts';
export * from './points.ts';
export * from './tiers.ts';
export * from './rewards.ts';
export * from './members.ts';
export * from './sessions.ts';
export * from './cards.ts';
export * from './purchases.ts';
export * from './earning.ts';
export * from './club.ts';
export * from './administration.ts';
export * from './overview.ts';
export * from './live.ts';
