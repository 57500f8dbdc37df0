import type { countOfferAudience, ReplyOf } from '@regulars/contracts';

export type AudienceCount = ReplyOf<typeof countOfferAudience>;
